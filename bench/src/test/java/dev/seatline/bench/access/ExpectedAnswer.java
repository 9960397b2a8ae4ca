package dev.seatline.bench.access;

import dev.seatline.bench.access.Door.Habits;
import dev.seatline.bench.access.RawMqtt.Answer;
import dev.seatline.bench.access.RawMqtt.Answer.Kind;

/// What a broker has to answer. Where MQTT or the broker cannot say no, this says so; whether anything passes is
/// another question, which the matrix asks of the listeners. Pure.
///
/// @param version 5, or 4 for MQTT 3.1.1
record ExpectedAnswer(Habits habits, int version) {
    private static final int NOT_AUTHORISED = 0x87;
    private static final int NOT_AUTHORISED_IN_3 = 5;
    private static final int FAILURE_IN_3 = 0x80;

    /// Whether it hangs up on who says what he may not.
    boolean hangsUp() {
        return habits == Habits.SAYS_NO && version == 4;
    }

    boolean toPublish(Answer answer, String topic, int qos, boolean may) {
        if (!Tries.writable(topic)) {
            return answer.kind() == Kind.CUT;
        }
        if (may) {
            return qos == 0 ? answer.kind() == Kind.SILENT : answer.taken();
        }
        return switch (habits) {
            // in 3.1.1 there is no word for no but hanging up; in 5 there is none for QoS 0
            case SAYS_NO ->
                hangsUp()
                        ? answer.kind() == Kind.CUT
                        : qos == 0 ? answer.kind() == Kind.SILENT : says(answer, NOT_AUTHORISED);
            case STAYS_SILENT ->
                qos == 0 ? answer.kind() == Kind.SILENT : version == 4 ? answer.taken() : says(answer, NOT_AUTHORISED);
        };
    }

    /// @param may whether the filter is one whole topic that may be read
    boolean toSubscribe(Answer answer, String filter, boolean may) {
        if (!Tries.readable(filter)) {
            // Mosquitto takes the name of a share as it comes
            return !answer.taken() || (habits == Habits.STAYS_SILENT && filter.startsWith("$share/"));
        }
        if (may) {
            return answer.taken();
        }
        return switch (habits) {
            case SAYS_NO -> says(answer, version == 5 ? NOT_AUTHORISED : FAILURE_IN_3);
            case STAYS_SILENT -> answer.taken();
        };
    }

    /// The answer to coming in with a last will.
    boolean toWill(Answer answer, String topic, boolean may) {
        if (!Tries.writable(topic)) {
            return !says(answer, 0);
        }
        int no = version == 5 ? NOT_AUTHORISED : NOT_AUTHORISED_IN_3;
        return switch (habits) {
            case SAYS_NO -> says(answer, may ? 0 : no);
            case STAYS_SILENT -> says(answer, 0);
        };
    }

    private static boolean says(Answer answer, int code) {
        return answer.kind() == Kind.ANSWERED && answer.code() == code;
    }
}
