package dev.seatline.server.rules;

import dev.seatline.wire.PersonId;
import dev.seatline.wire.SeatId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A paper that somebody hands in.
public sealed interface Form {
    /// As written in scenario files and on the API.
    String name();

    /// Whose paper it is, or null.
    @Nullable
    PersonId agent();

    /// Asks for leave.
    ///
    /// @param type `personal`, `sick`, `annual`, `marriage`, `maternity`
    /// @param to the last day
    /// @param days how many in all, in halves
    record Leave(PersonId agent, String type, LocalDate from, LocalDate to, BigDecimal days) implements Form {
        @Override
        public String name() {
            return "leave";
        }

        public boolean covers(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    /// Asks to change shifts: `with` works on `date` instead of `agent`, who works on `back` instead.
    ///
    /// @param back the day given back, or null for none
    record Swap(
            PersonId agent,
            PersonId with,
            LocalDate date,
            @Nullable LocalDate back) implements Form {
        @Override
        public String name() {
            return "swap";
        }
    }

    /// Says that a tap was forgotten, and when it would have been.
    ///
    /// @param what `badge-in` or `badge-out`
    /// @param time when he came or went, or null for as planned
    /// @param signed who bears witness, or null
    record Correction(
            PersonId agent,
            LocalDate date,
            String what,
            @Nullable LocalTime time,
            @Nullable PersonId signed) implements Form {
        @Override
        public String name() {
            return "correction";
        }
    }

    /// Asks to be excused for a day's coming or going.
    record Waiver(PersonId agent, LocalDate date, String why) implements Form {
        @Override
        public String name() {
            return "waiver";
        }
    }

    /// Hands the seat's work over.
    record Handover(
            PersonId agent, @Nullable SeatId seat, @Nullable PersonId to) implements Form {
        @Override
        public String name() {
            return "handover";
        }
    }

    /// Something that a person saw and enters under a rule.
    record Entry(PersonId agent, String rule, PersonId by) implements Form {
        @Override
        public String name() {
            return "entry";
        }
    }

    /// The paper that an absence needs: a hospital's record.
    record Proof(PersonId agent, LocalDate date) implements Form {
        @Override
        public String name() {
            return "proof";
        }
    }

    /// Told by phone.
    record Notice(PersonId agent, @Nullable LocalDate date) implements Form {
        @Override
        public String name() {
            return "notice";
        }
    }

    /// The roster of a month is made and filed.
    record RosterFiled(YearMonth month) implements Form {
        @Override
        public String name() {
            return "roster-filed";
        }

        @Override
        public @Nullable PersonId agent() {
            return null;
        }
    }

    /// A leader's plan of an agent's breaks.
    record Plan(PersonId agent, LocalDate date, List<PlannedBreak> breaks) implements Form {
        public Plan {
            breaks = List.copyOf(breaks);
        }

        @Override
        public String name() {
            return "plan";
        }
    }

    /// @param from on the plan's day
    record PlannedBreak(LocalTime from, Duration length) {}

    /// The day's inspection is entered.
    record Inspection(LocalDate date) implements Form {
        @Override
        public String name() {
            return "inspection";
        }

        @Override
        public @Nullable PersonId agent() {
            return null;
        }
    }

    /// What somebody decides on papers handed in.
    enum Decision {
        APPROVE,
        REFUSE,
        ACKNOWLEDGE,
        /// a duty leader lets a seat go
        RELEASE
    }
}
