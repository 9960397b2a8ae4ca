package dev.seatline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    private static final SiteId SITE = new SiteId("demo");

    @ParameterizedTest
    @EnumSource
    void aTopicIsReadAsItWasWritten(Topic.Channel channel) {
        Topic topic = new Topic(SITE, new SeatId("S01"), channel);
        assertThat(Topic.parse(topic.text())).contains(topic);
        assertThat(topic).hasToString("seatline/v1/demo/S01/" + channel.level());
        assertThat(Topic.filter(SITE, channel)).isEqualTo("seatline/v1/demo/+/" + channel.level());
    }

    @Test
    void aTopicOfAnotherSiteIsReadAndSaysSo() {
        assertThat(Topic.parse("seatline/v1/other/S01/event"))
                .hasValueSatisfying(topic -> assertThat(topic.site()).isNotEqualTo(SITE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "seatline",
                "seatline/v1",
                "seatline/v1/demo/S01",
                "seatline/v1/demo/S01/",
                "seatline/v1/demo/S01/event/",
                "seatline/v1/demo/S01/event/more",
                "/seatline/v1/demo/S01/event",
                "seatline/v2/demo/S01/event",
                "Seatline/v1/demo/S01/event",
                "seatline/v1//S01/event",
                "seatline/v1/demo//event",
                "seatline/v1/demo/S01/EVENT",
                "seatline/v1/demo/S01/events",
                "seatline/v1/demo/S01/+",
                "seatline/v1/demo/S01/#",
                "seatline/v1/demo/+/event",
                "seatline/v1/+/S01/event",
                "seatline/v1/#",
                "#",
                "+/+/+/+/+",
                "$SYS/broker/uptime",
                "$share/group/seatline/v1/demo/S01/event",
                "seatline/v1/demo/S 1/event",
                "seatline/v1/demo/S01\u0000/event",
                "seatline/v1/demo/座席/event",
                "seatline/v1/demo/012345678901234567890123456789012/event"
            })
    void whatIsNoTopicOfOursIsNone(String text) {
        assertThat(Topic.parse(text)).isEmpty();
    }
}
