package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Form;
import dev.seatline.server.rules.Happening;
import dev.seatline.server.rules.Happening.Place;
import dev.seatline.server.rules.Regulations;
import dev.seatline.server.rules.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A judge as the properties use it, and judges that are broken in one way each, for the properties to find out.
interface Judging {
    void take(Collection<? extends Happening> happenings);

    void takeBack(Collection<Place> places);

    void goOn(Instant now);

    List<Verdict> verdicts();

    List<Judge.Change> changes();

    /// Makes a judge for a centre.
    interface Maker {
        Judging of(SmallCentre centre);
    }

    /// The judge as it is.
    class Whole implements Judging {
        final Judge judge;

        Whole(Judge judge) {
            this.judge = judge;
        }

        Whole(SmallCentre centre) {
            this(new Judge(centre.site, centre.begins));
        }

        @Override
        public void take(Collection<? extends Happening> happenings) {
            judge.take(happenings);
        }

        @Override
        public void takeBack(Collection<Place> places) {
            judge.takeBack(places);
        }

        @Override
        public void goOn(Instant now) {
            judge.goOn(now);
        }

        @Override
        public List<Verdict> verdicts() {
            return judge.verdicts();
        }

        @Override
        public List<Judge.Change> changes() {
            return judge.changes();
        }
    }

    /// Drops what comes later than something else.
    final class InOrderOnly extends Whole {
        private Instant latest = Instant.MIN;

        InOrderOnly(SmallCentre centre) {
            super(centre);
        }

        @Override
        public void take(Collection<? extends Happening> happenings) {
            List<Happening> kept = new ArrayList<>();
            for (Happening one : happenings) {
                if (!one.at().isBefore(latest)) {
                    kept.add(one);
                    latest = one.at();
                }
            }
            super.take(kept);
        }
    }

    /// Takes the time of its clock for the time of what it is told.
    final class Sleepy extends Whole {
        private Instant now = Instant.EPOCH;

        Sleepy(SmallCentre centre) {
            super(centre);
        }

        @Override
        public void take(Collection<? extends Happening> happenings) {
            List<Happening> moved = new ArrayList<>();
            for (Happening one : happenings) {
                moved.add(
                        one instanceof Happening.Sensed told
                                        && told.at().plusSeconds(1).isAfter(now)
                                ? new Happening.Sensed(
                                        told.seat(),
                                        told.fact(),
                                        told.before(),
                                        told.after(),
                                        told.at().plusSeconds(now.getEpochSecond() % 60),
                                        told.place())
                                : one);
            }
            super.take(moved);
        }

        @Override
        public void goOn(Instant to) {
            now = to;
            super.goOn(to);
        }
    }

    /// Takes a paper that lay about as of the day it was found.
    final class ByHand extends Whole {
        private Instant now = Instant.MIN;

        ByHand(SmallCentre centre) {
            super(centre);
        }

        @Override
        public void take(Collection<? extends Happening> happenings) {
            List<Happening> moved = new ArrayList<>();
            for (Happening one : happenings) {
                moved.add(
                        one instanceof Happening.Handed(Form form, Instant at, Place place) && at.isBefore(now)
                                ? new Happening.Handed(form, now, place)
                                : one);
            }
            super.take(moved);
        }

        @Override
        public void goOn(Instant to) {
            now = to;
            super.goOn(to);
        }
    }

    /// Judges everything by the last policy there is.
    final class Modern extends Whole {
        Modern(SmallCentre centre) {
            super(new Judge(
                    new Site(
                            centre.site.people(),
                            centre.site.calendar(),
                            centre.site.roster(),
                            Regulations.of(Map.of("T0", StrictPolicies.stern(2), "T1", StrictPolicies.mild(1)))),
                    centre.begins));
        }
    }

    /// Thinks that a waiver of one is a waiver for everybody.
    final class Generous extends Whole {
        private final SmallCentre centre;

        Generous(SmallCentre centre) {
            super(centre);
            this.centre = centre;
        }

        @Override
        public void take(Collection<? extends Happening> happenings) {
            List<Happening> more = new ArrayList<>(happenings);
            for (Happening one : happenings) {
                if (one instanceof Happening.Handed(Form.Waiver waiver, Instant at, Place place)) {
                    for (int i = 0; i < centre.agents.size(); i++) {
                        Form other = new Form.Waiver(centre.agents.get(i), waiver.date(), waiver.why());
                        Place next = new Place(place + "-" + i, 1);
                        more.add(new Happening.Handed(other, at, next));
                        more.add(new Happening.Decided(
                                Form.Decision.APPROVE,
                                "waiver",
                                centre.agents.get(i),
                                null,
                                SmallCentre.manager(i),
                                at.plusSeconds(1),
                                new Place(place + "-" + i, 2)));
                    }
                }
            }
            super.take(more);
        }
    }

    /// Does not care whether facts are missing.
    final class Blind extends Whole {
        Blind(SmallCentre centre) {
            super(centre);
        }

        @Override
        public void take(Collection<? extends Happening> happenings) {
            super.take(happenings.stream()
                    .filter(one -> !(one instanceof Happening.Lost))
                    .toList());
        }
    }

    /// Never takes anything back.
    final class Stubborn extends Whole {
        Stubborn(SmallCentre centre) {
            super(centre);
        }

        @Override
        public void takeBack(Collection<Place> places) {}
    }

    /// Tells of changes only what the rules have said, and forgets what was taken back.
    final class Taciturn extends Whole {
        Taciturn(SmallCentre centre) {
            super(centre);
        }

        @Override
        public List<Judge.Change> changes() {
            return super.changes().stream()
                    .filter(change -> change.after() != null)
                    .toList();
        }
    }
}
