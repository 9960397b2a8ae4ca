package dev.seatline.server.rules;

import dev.seatline.wire.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All papers handed in so far, with what was decided on them. Immutable; papers are few.
public record Papers(Map<PersonId, List<Paper>> byAgent, List<Paper> others) {
    public static final Papers NONE = new Papers(Map.of(), List.of());

    /// One paper.
    ///
    /// @param id where it stands
    /// @param decisions in their order
    public record Paper(String id, Form form, Instant at, List<Decided> decisions) {
        public Paper {
            decisions = List.copyOf(decisions);
        }
    }

    /// What somebody decided.
    public record Decided(Form.Decision decision, PersonId by, Instant at, String source) {}

    public List<Paper> of(PersonId agent) {
        return byAgent.getOrDefault(agent, List.of());
    }

    /// Papers of an agent of one kind of form.
    public <F extends Form> List<Paper> of(PersonId agent, Class<F> form) {
        return of(agent).stream().filter(paper -> form.isInstance(paper.form())).toList();
    }

    /// Everybody's papers of one kind.
    public <F extends Form> List<Paper> all(Class<F> form) {
        List<Paper> all = new ArrayList<>();
        byAgent.values()
                .forEach(papers -> papers.stream()
                        .filter(paper -> form.isInstance(paper.form()))
                        .forEach(all::add));
        others.stream().filter(paper -> form.isInstance(paper.form())).forEach(all::add);
        all.sort(Comparator.comparing(Paper::at).thenComparing(Paper::id));
        return all;
    }

    /// Corrections, waivers and proofs for one day.
    public <F extends Form> List<Paper> of(PersonId agent, Class<F> form, LocalDate date) {
        return of(agent, form).stream()
                .filter(paper -> date.equals(date(paper.form())))
                .toList();
    }

    private static @Nullable LocalDate date(Form form) {
        return switch (form) {
            case Form.Correction correction -> correction.date();
            case Form.Waiver waiver -> waiver.date();
            case Form.Proof proof -> proof.date();
            case Form.Notice notice -> notice.date();
            case Form.Plan plan -> plan.date();
            case Form.Inspection inspection -> inspection.date();
            case Form.Leave leave -> leave.from();
            case Form.Swap swap -> swap.date();
            case Form.Handover _, Form.Entry _, Form.RosterFiled _ -> null;
        };
    }

    public Papers with(Happening.Handed handed) {
        Paper paper = new Paper(handed.place().toString(), handed.form(), handed.at(), List.of());
        PersonId agent = handed.form().agent();
        if (agent == null) {
            List<Paper> more = new ArrayList<>(others);
            more.add(paper);
            return new Papers(byAgent, List.copyOf(more));
        }
        List<Paper> more = new ArrayList<>(of(agent));
        more.add(paper);
        return replaced(agent, more);
    }

    /// With a decision on the agent's papers of that name on which this person has not decided yet.
    public Papers with(Happening.Decided decided) {
        PersonId agent = decided.agent();
        if (agent == null) {
            return this;
        }
        Decided one = new Decided(
                decided.decision(), decided.by(), decided.at(), decided.place().toString());
        List<Paper> next = new ArrayList<>();
        for (Paper paper : of(agent)) {
            boolean meant = paper.form().name().equals(decided.form())
                    && paper.decisions().stream().noneMatch(other -> other.by().equals(decided.by()));
            if (meant) {
                List<Decided> decisions = new ArrayList<>(paper.decisions());
                decisions.add(one);
                next.add(new Paper(paper.id(), paper.form(), paper.at(), decisions));
            } else {
                next.add(paper);
            }
        }
        return replaced(agent, next);
    }

    private Papers replaced(PersonId agent, List<Paper> papers) {
        Map<PersonId, List<Paper>> all = new TreeMap<>(Comparator.comparing((PersonId person) -> person.text()));
        all.putAll(byAgent);
        all.put(agent, List.copyOf(papers));
        return new Papers(Collections.unmodifiableMap(all), others);
    }
}
