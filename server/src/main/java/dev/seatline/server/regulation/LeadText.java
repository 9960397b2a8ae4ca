package dev.seatline.server.regulation;

import dev.seatline.config.Entry;
import dev.seatline.server.rules.policy.Policy.Lead;
import dev.seatline.server.rules.policy.Policy.LeadUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long before something has to be asked for, as people write it: `3 days`.
final class LeadText {
    static final String SHAPE = "a number with a unit: 1 day, 3 days, 1 working day, 2 working days or 1 month";

    private static final Pattern PATTERN = Pattern.compile("([1-9]\\d{0,2}) (day|working day|month)s?");

    private LeadText() {}

    static Lead read(Entry entry) {
        return entry.as(SHAPE, LeadText::parse, new Lead(1, LeadUnit.DAYS));
    }

    private static Lead parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a lead");
        }
        LeadUnit unit = switch (matcher.group(2)) {
            case "day" -> LeadUnit.DAYS;
            case "month" -> LeadUnit.MONTHS;
            default -> LeadUnit.WORKING_DAYS;
        };
        return new Lead(Integer.parseInt(matcher.group(1)), unit);
    }
}
