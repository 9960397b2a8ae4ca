package dev.seatline.device.technician;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/// One file of the page, held in memory. Immutable.
final class PageFile {
    /// The sign-in page and what it is made of: for anybody, so nothing of the seat is in them.
    static final Set<String> OPEN = Set.of(
            Guard.PAGE, "/sign-in.js", "/sign-in-words.js", "/words.js", "/early.js", "/technician.css", "/icon.svg");

    private static final Map<String, String> FILES = files();
    private static final String HTML = "text/html; charset=utf-8";

    private final String type;
    private final byte[] bytes;
    private final String tag;

    private PageFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        CRC32 sum = new CRC32();
        sum.update(bytes);
        this.tag = '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + '"';
    }

    /// All files of the page by path.
    ///
    /// @param played whether the parts that are drawn can be touched
    static Map<String, PageFile> all(boolean played) {
        Map<String, PageFile> all = new LinkedHashMap<>();
        FILES.forEach((name, type) -> all.put("/" + name, new PageFile(type, read(name))));
        String page = new String(read("index.html"), StandardCharsets.UTF_8)
                .replace("data-played=\"no\"", played ? "data-played=\"yes\"" : "data-played=\"no\"");
        all.put("/", new PageFile(HTML, page.getBytes(StandardCharsets.UTF_8)));
        all.put(Guard.PAGE, new PageFile(HTML, read("sign-in.html")));
        return all;
    }

    String type() {
        return type;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// Changes when the content changes.
    String tag() {
        return tag;
    }

    private static byte[] read(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + name + " is missing in its jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> files() {
        String script = "text/javascript; charset=utf-8";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("technician.css", "text/css; charset=utf-8");
        files.put("icon.svg", "image/svg+xml");
        List<String> scripts = List.of(
                "early",
                "page",
                "tabs",
                "ask",
                "words",
                "live",
                "drawing",
                "hands",
                "details",
                "check",
                "check-words",
                "config",
                "config-words",
                "difference",
                "inputs",
                "session",
                "backup",
                "backup-words",
                "system",
                "system-words",
                "log",
                "sign-in",
                "sign-in-words");
        scripts.forEach(name -> files.put(name + ".js", script));
        return files;
    }
}
