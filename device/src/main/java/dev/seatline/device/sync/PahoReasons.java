package dev.seatline.device.sync;

import dev.seatline.device.sync.PahoConnection.Loss;
import dev.seatline.wire.Texts;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/// Says in one line why a connection is not there and what a person can do about it. Pure.
final class PahoReasons {
    /// MQTT 5: reason codes from here on mean no.
    static final int FIRST_REFUSAL = 0x80;

    private static final int BAD_CREDENTIALS = 0x86;
    private static final int NOT_AUTHORISED = 0x87;
    private static final int TAKEN_OVER = 0x8E;
    private static final int TOPIC_INVALID = 0x90;

    private PahoReasons() {}

    static Loss connecting(HubAccount account, MqttException e) {
        int code = e.getReasonCode();
        if (code == BAD_CREDENTIALS || code == NOT_AUTHORISED) {
            return new Loss(
                    true,
                    "the hub refuses console %s (0x%x): enrol it there, or compare its secret with the hub's"
                            .formatted(account.console(), code));
        }
        if (code >= FIRST_REFUSAL && code <= 0xFF) {
            return new Loss(true, "the hub at %s refuses to connect (0x%x)".formatted(account.uri(), code));
        }
        return new Loss(false, "no connection to %s: %s".formatted(account.uri(), cause(e)));
    }

    static String subscribing(HubAccount account, int code) {
        return "console %s may not hear seat %s of site %s (0x%x): compare site and seat with the hub's list of consoles"
                .formatted(account.console(), account.seat(), account.site(), code);
    }

    static String publishing(HubAccount account, String topic, int code) {
        return code == NOT_AUTHORISED
                ? "console %s may not publish on %s (0x87): compare site and seat with the hub's list of consoles"
                        .formatted(account.console(), topic)
                : "the hub refuses what console %s publishes on %s (0x%x)".formatted(account.console(), topic, code);
    }

    /// Whether a message was refused for what the console is, which only a person can mend; a hub that is full or
    /// stumbles may take the same message a moment later.
    static boolean onlyAPersonCanMend(int code) {
        return code == BAD_CREDENTIALS || code == NOT_AUTHORISED || code == TOPIC_INVALID;
    }

    static Loss disconnected(HubAccount account, MqttDisconnectResponse response) {
        int code = response.getReturnCode();
        @Nullable String said = response.getReasonString();
        String more = said == null || said.isBlank() ? "" : ": " + Texts.shortened(said);
        if (code == TAKEN_OVER) {
            return new Loss(
                    true,
                    "another console connected as %s: give each a console id of its own".formatted(account.console()));
        }
        if (code == NOT_AUTHORISED) {
            return new Loss(
                    true,
                    "the hub sent console %s away (0x87)%s: compare site and seat with the hub's list of consoles"
                            .formatted(account.console(), more));
        }
        if (code >= FIRST_REFUSAL && code <= 0xFF) {
            return new Loss(false, "the hub closed the connection (0x%x)%s".formatted(code, more));
        }
        @Nullable MqttException e = response.getException();
        return new Loss(false, "connection lost" + (e == null ? more : ": " + cause(e)));
    }

    private static String cause(MqttException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return Texts.shortened(message == null ? deepest.getClass().getSimpleName() : message);
    }
}
