package dev.seatline.server.broker;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ClientInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionLostInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ServerInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.packets.general.DisconnectedReasonCode;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells [LastWills] how each connection ended. Called by the broker on its own threads.
final class ConnectionEnds implements ClientLifecycleEventListener {
    private final String numberAttribute;
    private final LastWills wills;
    private final Consumer<String> tooLarge;

    /// @param numberAttribute of a connection, under which its number was put when it was admitted
    /// @param tooLarge gets the client id of whom the broker cut off for a packet above its limit
    ConnectionEnds(String numberAttribute, LastWills wills, Consumer<String> tooLarge) {
        this.numberAttribute = numberAttribute;
        this.wills = wills;
        this.tooLarge = tooLarge;
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
        // nobody yet
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
        // the authenticator has entered it
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
        ended(input, false);
    }

    @Override
    public void onServerInitiatedDisconnect(ServerInitiatedDisconnectInput input) {
        if (input.getReasonCode().equals(Optional.of(DisconnectedReasonCode.PACKET_TOO_LARGE))) {
            tooLarge.accept(input.getClientInformation().getClientId());
        }
        ended(input, false);
    }

    @Override
    public void onConnectionLost(ConnectionLostInput input) {
        ended(input, false);
    }

    @Override
    public void onClientInitiatedDisconnect(ClientInitiatedDisconnectInput input) {
        // MQTT 3 has no reason code: its DISCONNECT is always a good-bye
        ended(
                input,
                input.getReasonCode()
                        .filter(code -> code != DisconnectedReasonCode.NORMAL_DISCONNECTION)
                        .isEmpty());
    }

    private void ended(DisconnectEventInput input, boolean goodbye) {
        input.getConnectionInformation()
                .getConnectionAttributeStore()
                .getAsString(numberAttribute)
                .ifPresent(number -> wills.disconnected(
                        input.getClientInformation().getClientId(), Long.parseLong(number), goodbye));
    }
}
