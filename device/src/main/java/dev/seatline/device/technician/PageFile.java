package dev.seatline.device.technician;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// One file of the page, held in memory. Immutable.
final class PageFile {
    private static final Map<String, String> FILES = files();

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
        all.put("/", new PageFile("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8)));
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
        for (String name : new String[] {"early", "page", "words", "live", "drawing", "hands", "details"}) {
            files.put(name + ".js", script);
        }
        return files;
    }
}
