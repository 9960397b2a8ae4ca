package dev.seatline.device.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes the secrets out of a configuration that is shown, and puts them back into what was made of it. Every
/// secret of a console is 64 hex digits, and nothing else in its configuration is near to that. Pure.
public final class SecretsMasked {
    /// Longer ones too, and most of one: who puts a digit before a secret, or cuts it, must not see it.
    private static final Pattern SECRET = Pattern.compile("[0-9a-fA-F]{40,}");

    private static final Pattern MASK = Pattern.compile("«secret (\\d{1,4})»");

    /// Where a mask may stand in a line that was written anew: as the whole value of a key that holds a secret.
    /// Anywhere else its secret would become part of something that is shown, such as an address.
    private static final Pattern VALUE = Pattern.compile(
            "(?m)(?:^[ \\t]*|[{,][ \\t]*)([\"']?)(?:secret|site-key)\\1:[ \\t]+([\"']?)«secret \\d{1,4}»\\2[ \\t]*(?=$|#|[,}])");

    /// Where a secret is written by hand: whole, in one piece, or it could not be found to be masked.
    private static final Pattern WRITTEN =
            Pattern.compile("(?m)^(?![ \\t]*#).*?(?:^|[\\s{,])[\"']?(?:secret|site-key)[\"']?[ \\t]*:(.*)$");

    private static final Pattern PLAIN =
            Pattern.compile("[ \\t]+[\"']?(?:[0-9a-fA-F]{64}|«secret \\d{1,4}»)(?![0-9a-fA-F]).*");

    /// Runs this long are part of a secret by no chance.
    private static final Pattern PIECE = Pattern.compile("[0-9a-fA-F]{16,}");

    private SecretsMasked() {}

    /// The text with `«secret 1»`, `«secret 2»`… in the places of its secrets, the same one by the same number.
    public static String of(String text) {
        List<String> secrets = secrets(text);
        return SECRET.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("«secret " + (secrets.indexOf(found.group()) + 1) + "»"));
    }

    /// The text with the secrets of another one in the places of their numbers; a secret that was typed stays.
    ///
    /// @return empty when a number is not known there, or stands where a secret would be shown: neither in a
    ///     line that is as it was nor as the whole value of `secret` or `site-key`
    public static Optional<String> back(String masked, String known) {
        List<String> secrets = secrets(known);
        Set<String> before = of(known).lines().collect(Collectors.toSet());
        boolean all = masked.lines().allMatch(line -> before.contains(line) || valuesOnly(line))
                && MASK.matcher(masked)
                        .results()
                        .allMatch(found -> number(found.group(1)) >= 1 && number(found.group(1)) <= secrets.size());
        return all
                ? Optional.of(MASK.matcher(masked).replaceAll(found -> secrets.get(number(found.group(1)) - 1)))
                : Optional.empty();
    }

    /// Whether every secret that is written in the text can be masked in it.
    public static boolean isPlain(String text) {
        return WRITTEN.matcher(text)
                .results()
                .allMatch(found -> PLAIN.matcher(found.group(1)).matches());
    }

    /// A sentence about a configuration without the secrets of it, or pieces of them.
    ///
    /// @param known configurations whose secrets it must not tell
    public static String told(String sentence, String... known) {
        String all = String.join("\n", known).toLowerCase(Locale.ROOT);
        List<String> secrets = secrets(all);
        return PIECE.matcher(sentence).replaceAll(found -> isPiece(found, secrets) ? "«secret»" : found.group());
    }

    private static boolean isPiece(MatchResult found, List<String> secrets) {
        String piece = found.group().toLowerCase(Locale.ROOT);
        return piece.length() >= 40 || secrets.stream().anyMatch(secret -> secret.contains(piece));
    }

    private static boolean valuesOnly(String line) {
        return MASK.matcher(line).results().count()
                == VALUE.matcher(line).results().count();
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
