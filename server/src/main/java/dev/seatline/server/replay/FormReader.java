package dev.seatline.server.replay;

import dev.seatline.config.Entry;
import dev.seatline.config.Section;
import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Roster;
import dev.seatline.wire.PersonId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the papers that are handed in. Used while one file is read.
///
/// @param roster by which the days of a leave are counted that tells no number
record FormReader(Cast floor, Roster roster) {
    static final List<String> NAMES = List.of(
            "leave",
            "swap",
            "correction",
            "waiver",
            "handover",
            "entry",
            "proof",
            "notice",
            "roster-filed",
            "plan",
            "inspection");

    private static final String BREAK = "a time and its end such as \"10:00-10:10\"";

    /// @param day of the step
    Form read(Section form, Entry name, LocalDate day) {
        return switch (Values.word(name, NAMES)) {
            case "leave" -> leave(form);
            case "swap" ->
                new Form.Swap(
                        agent(form),
                        floor.person(form.required("with")),
                        Values.date(form.required("date")),
                        form.has("back") ? Values.date(form.optional("back")) : null);
            case "correction" ->
                new Form.Correction(
                        agent(form),
                        Values.date(form.required("date")),
                        Values.word(form.required("what"), "badge-in", "badge-out"),
                        form.has("time") ? Values.time(form.optional("time")) : null,
                        someone(form, "signed"));
            case "waiver" ->
                new Form.Waiver(
                        agent(form),
                        Values.date(form.required("date")),
                        form.required("why").text(64, ""));
            case "handover" -> {
                PersonId agent = agent(form);
                yield new Form.Handover(
                        agent, form.has("seat") ? floor.seat(form.optional("seat"), agent) : null, someone(form, "to"));
            }
            case "entry" ->
                new Form.Entry(agent(form), form.required("rule").text(64, ""), floor.person(form.required("by")));
            case "proof" -> new Form.Proof(agent(form), Values.date(form.required("date")));
            case "notice" -> new Form.Notice(agent(form), form.has("date") ? Values.date(form.optional("date")) : null);
            case "roster-filed" -> new Form.RosterFiled(Values.month(form.required("month")));
            case "plan" ->
                new Form.Plan(
                        agent(form),
                        form.has("date") ? Values.date(form.optional("date")) : day,
                        form.required("breaks").items(0, 20).stream()
                                .map(FormReader::planned)
                                .toList());
            default -> new Form.Inspection(form.has("date") ? Values.date(form.optional("date")) : day);
        };
    }

    private PersonId agent(Section form) {
        return floor.person(form.required("agent"));
    }

    private @Nullable PersonId someone(Section form, String key) {
        return form.has(key) ? floor.person(form.optional(key)) : null;
    }

    private Form.Leave leave(Section form) {
        PersonId agent = agent(form);
        Entry end = form.required("to");
        LocalDate from = Values.date(form.required("from"));
        LocalDate to = Values.date(end);
        if (to.isBefore(from)) {
            end.mistake("found a day before \"from\"");
        }
        String type = Values.word(form.required("type"), "personal", "sick", "annual", "marriage", "maternity");
        BigDecimal days = form.has("days") ? Values.days(form.optional("days")) : rostered(agent, from, to);
        return new Form.Leave(agent, type, from, to, days);
    }

    /// Days on which he would have worked; all of them when he is not on the roster.
    private BigDecimal rostered(PersonId agent, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || from.plusYears(2).isBefore(to)) {
            return BigDecimal.ONE;
        }
        long worked = from.datesUntil(to.plusDays(1))
                .filter(day ->
                        roster.on(day).stream().anyMatch(duty -> duty.agent().equals(agent)))
                .count();
        return BigDecimal.valueOf(
                worked > 0 ? worked : from.datesUntil(to.plusDays(1)).count());
    }

    private static Form.PlannedBreak planned(Entry entry) {
        return entry.as(
                BREAK,
                text -> {
                    String[] parts = Values.parts(text, "-");
                    LocalTime from = LocalTime.parse(parts[0]);
                    Duration length = Duration.between(from, LocalTime.parse(parts[1]));
                    return new Form.PlannedBreak(from, length.isNegative() ? length.plusDays(1) : length);
                },
                new Form.PlannedBreak(LocalTime.NOON, Duration.ZERO));
    }
}
