package dev.seatline.server.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One method at one path.
///
/// @param pattern segments, of which `{name}` stands for any one
record Route(String method, String pattern, Access access, Handling handling) {
    /// Answers one request, on a virtual thread; may block, and may leave by [Refusal].
    @FunctionalInterface
    interface Handling {
        Answer answer(Exchange exchange);
    }

    /// What a path and a method lead to.
    sealed interface Found {
        /// @param values of the pattern's names
        record At(Route route, Map<String, String> values) implements Found {}

        /// There is something, but not for this method.
        record WrongMethod(List<String> allowed) implements Found {}

        record Nothing() implements Found {}
    }

    static Found find(List<Route> routes, String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        List<String> allowed = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> values = route.match(path);
            if (values.isPresent() && route.method.equals(asked)) {
                return new Found.At(route, values.get());
            }
            if (values.isPresent()) {
                allowed.add(route.method);
                if (route.method.equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        return allowed.isEmpty() ? new Found.Nothing() : new Found.WrongMethod(allowed);
    }

    private Optional<Map<String, String>> match(String path) {
        String[] wanted = pattern.split("/", -1);
        String[] found = path.split("/", -1);
        if (wanted.length != found.length) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), found[i]);
            } else if (!wanted[i].equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
