package dev.seatline.device.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the secrets out of a configuration that is shown, and puts them back into what was made of it.
/// Every secret
/// of a console is 64 hex digits, and nothing else in its configuration is. Pure.
public final class SecretsMasked {
    private static final Pattern SECRET = Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Pattern MASK = Pattern.compile("«secret (\\d{1,4})»");

    private SecretsMasked() {}

    /// The text with `«secret 1»`, `«secret 2»`… in the places of its secrets, the same one by the same
    /// number.
    public static String of(String text) {
        List<String> secrets = secrets(text);
        return SECRET.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("«secret " + (secrets.indexOf(found.group()) + 1) + "»"));
    }

    /// The text with the secrets of another one in the places of their numbers; a secret that was typed
    /// stays.
    ///
    /// @return empty when a number is not known there
    public static Optional<String> back(String masked, String known) {
        List<String> secrets = secrets(known);
        boolean all = MASK.matcher(masked)
                .results()
                .allMatch(found -> number(found.group(1)) >= 1 && number(found.group(1)) <= secrets.size());
        return all
                ? Optional.of(MASK.matcher(masked).replaceAll(found -> secrets.get(number(found.group(1)) - 1)))
                : Optional.empty();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static List<String> secrets(String text) {
        List<String> secrets = new ArrayList<>();
        SECRET.matcher(text).results().forEach(found -> {
            if (!secrets.contains(found.group())) {
                secrets.add(found.group());
            }
        });
        return secrets;
    }
}
