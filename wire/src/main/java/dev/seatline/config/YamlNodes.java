package dev.seatline.config;

import dev.seatline.wire.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// From the bytes of a configuration file to the nodes of its one document. Bounded: the composer recurses,
/// so the depth is measured on the flat stream of events before it is let loose.
final class YamlNodes {
    private static final int DEEPEST = 10;

    private YamlNodes() {}

    /// The mapping that the file holds, or null after a mistake was told.
    static @Nullable MappingNode read(byte[] bytes, Mistakes mistakes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // one buffer for all of it: the library throws when a character of two halves crosses the end of one
            LoadSettings settings =
                    LoadSettings.builder().setBufferSize(text.length() + 1).build();
            if (!bounded(text, settings, mistakes)) {
                return null;
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return mapping;
            }
            mistakes.add(root.map(YamlNodes::line).orElse(0), "found no keys, expected lines of \"key: value\"");
        } catch (CharacterCodingException e) {
            mistakes.add(0, "is not UTF-8 text");
        } catch (MarkedYamlEngineException e) {
            mistakes.add(line(e.getProblemMark()), "not YAML: " + oneLine(e.getProblem()));
        } catch (YamlEngineException | IllegalArgumentException e) {
            // the second is the library's own for a tag such as "!y%20"
            mistakes.add(0, "not YAML: " + oneLine(e.getMessage()));
        }
        return null;
    }

    /// The one value that a text holds, without lines of its own; null after a mistake was told.
    ///
    /// @param name of the value, for the message
    static @Nullable Node value(String name, String text, Mistakes mistakes) {
        LoadSettings settings = LoadSettings.builder()
                .setBufferSize(text.length() + 1)
                .setUseMarks(false)
                .build();
        try {
            if (!bounded(text, settings, mistakes)) {
                return null;
            }
            Optional<Node> value = new Compose(settings).composeString(text);
            if (value.isPresent()) {
                return value.get();
            }
            mistakes.add(0, "option %s: found nothing".formatted(name));
        } catch (YamlEngineException | IllegalArgumentException e) {
            mistakes.add(0, "option %s: not YAML: %s".formatted(name, oneLine(e.getMessage())));
        }
        return null;
    }

    /// A value, or a list of values, as a text that [#value] reads again; null for anything else.
    static @Nullable String text(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.isPlain() -> scalar.getValue();
            case ScalarNode scalar -> quoted(scalar.getValue());
            case SequenceNode list
            when list.getValue().stream().allMatch(ScalarNode.class::isInstance) ->
                list.getValue().stream().map(YamlNodes::text).collect(Collectors.joining(", ", "[", "]"));
            default -> null;
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean bounded(String text, LoadSettings settings, Mistakes mistakes) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
                mistakes.add(line(event.getStartMark()), "anchors and aliases (& and *) are not allowed");
                return false;
            }
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                mistakes.add(line(event.getStartMark()), "nested deeper than " + DEEPEST + " levels");
                return false;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return true;
    }

    /// The line of a node, from 1.
    static int line(Node node) {
        return line(node.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }

    private static String oneLine(@Nullable String text) {
        String all = text == null ? "unknown reason" : Texts.oneLine(text.replaceAll("\\s+", " "));
        return all.length() <= 200 ? all : Texts.cut(all, 200) + "…";
    }
}
