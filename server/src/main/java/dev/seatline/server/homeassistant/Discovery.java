package dev.seatline.server.homeassistant;

import dev.seatline.server.HubConfig.HomeAssistant;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.SiteId;
import dev.seatline.wire.Topic;
import dev.seatline.wire.Topic.Channel;
import dev.seatline.wire.WireJson;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// The discovery documents of Home Assistant: one device for each seat, all of it read from the console's `status`.
/// `state` is never named here, since it tells which agent is signed in. Pure; any thread.
///
/// A template copes with a status that tells nothing of the machine: `none` is shown as unknown.
///
/// @param software version of the hub
public record Discovery(HomeAssistant to, SiteId site, String software) {
    private static final Pattern TOPICS =
            Pattern.compile("[A-Za-z0-9_/-]{1,32}/device/seatline_[A-Za-z0-9_-]{3,65}/config");

    private static final String MACHINE = "(value_json.machine | default({}, true))";
    private static final String PROBLEM = "problem";
    private static final String SWITCH = "binary_sensor";
    private static final String FIGURE = "sensor";

    /// Where the document of a seat is kept. An empty one there takes the device away.
    public String topic(SeatId seat) {
        return "%s/device/%s/config".formatted(to.prefix(), object(seat));
    }

    /// Whether a text has the shape of [#topic], whatever prefix and site.
    static boolean isTopic(String text) {
        return TOPICS.matcher(text).matches();
    }

    /// Where Home Assistant says that it is there.
    public String birth() {
        return to.birth();
    }

    /// The document of a seat.
    public byte[] document(SeatId seat) {
        ObjectNode document = WireJson.mapper().createObjectNode();
        ObjectNode device = document.putObject("device");
        device.putArray("identifiers").add(object(seat));
        device.put("name", "Seat " + seat).put("manufacturer", "Seatline").put("model", "Console");
        document.putObject("origin").put("name", "Seatline").put("sw_version", software);
        document.putArray("availability")
                .addObject()
                .put("topic", status(seat))
                .put("value_template", "{{ 'online' if value_json.online else 'offline' }}")
                .put("payload_available", "online")
                .put("payload_not_available", "offline");
        ObjectNode components = document.putObject("components");
        component(components, seat, SWITCH, "connection", "Connection")
                .put("device_class", "connectivity")
                .put("value_template", "{{ 'ON' if value_json.online else 'OFF' }}")
                // it is there to say that the console is not
                .putArray("availability");
        component(components, seat, SWITCH, "parts", "Parts")
                .put("device_class", PROBLEM)
                .put(
                        "value_template",
                        "{{ 'ON' if value_json.health | default([], true) | rejectattr('ok') | list else 'OFF' }}");
        component(components, seat, FIGURE, "backlog", "Undelivered facts")
                .put("value_template", "{{ value_json.backlog | default(none) }}")
                .put("unit_of_measurement", "facts")
                .put("state_class", "measurement");
        component(components, seat, FIGURE, "temperature", "Processor temperature")
                .put("device_class", "temperature")
                .put("value_template", "{{ %s.temperature | default(none) }}".formatted(MACHINE))
                .put("unit_of_measurement", "°C")
                .put("state_class", "measurement");
        component(components, seat, FIGURE, "disk_free", "Free disk")
                .put("device_class", "data_size")
                .put("value_template", told("diskFree", "(told / 1000000000) | round(2)"))
                .put("unit_of_measurement", "GB")
                .put("state_class", "measurement");
        component(components, seat, SWITCH, "low_voltage", "Low voltage")
                .put("device_class", PROBLEM)
                .put("value_template", told("lowVoltage", "'ON' if told else 'OFF'"));
        return WireJson.write(document);
    }

    /// What is made of something the machine tells, and nothing where it does not.
    private static String told(String field, String made) {
        return "{%% set told = %s.%s | default(none) %%}{{ none if told is none else (%s) }}"
                .formatted(MACHINE, field, made);
    }

    private ObjectNode component(ObjectNode components, SeatId seat, String platform, String key, String name) {
        return components
                .putObject(key)
                .put("p", platform)
                .put("unique_id", "%s_%s".formatted(object(seat), key))
                .put("name", name)
                .put("state_topic", status(seat))
                .put("entity_category", "diagnostic");
    }

    private String status(SeatId seat) {
        return new Topic(site, seat, Channel.STATUS).text();
    }

    private String object(SeatId seat) {
        return "seatline_%s_%s".formatted(site, seat);
    }
}
