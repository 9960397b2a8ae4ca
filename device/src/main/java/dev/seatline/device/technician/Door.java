package dev.seatline.device.technician;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A part of the page's API, with paths of its own. Any thread, many at once.
public interface Door {
    /// What can be asked here, by path. Always the same.
    Map<String, Way> ways();

    /// Answers one request to one of the [#ways], by one of its methods, of somebody who may.
    ///
    /// @throws IOException if what is asked for cannot be read or written; whoever asks learns only that it failed
    Answer answer(Asked asked) throws IOException;

    /// What one path takes. Every method but `GET` changes something and needs a session.
    ///
    /// @param methods some of `GET`, `POST`, `PUT`, `DELETE`; with `GET` goes `HEAD`
    /// @param get what a `GET` needs
    /// @param largestBody bytes of JSON that a request may bring
    /// @param watched whether the page asks again and again by itself: no use of a session, which would never end
    record Way(List<String> methods, Need get, int largestBody, boolean watched) {
        public Way(List<String> methods, Need get, int largestBody) {
            this(methods, get, largestBody, false);
        }

        public Way {
            if (methods.isEmpty() || !List.of("GET", "POST", "PUT", "DELETE").containsAll(methods)) {
                throw new IllegalArgumentException("GET, POST, PUT or DELETE, found " + methods);
            }
        }

        /// Something to look at.
        public static Way look() {
            return new Way(List.of("GET"), Need.LOOKING, 0);
        }

        /// Something that is looked at all the time.
        public static Way watch(Need need) {
            return new Way(List.of("GET"), need, 0, true);
        }

        /// Something to do.
        public static Way deed(int largestBody) {
            return new Way(List.of("POST"), Need.CHANGING, largestBody);
        }
    }
}
