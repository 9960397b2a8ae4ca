package dev.seatline.server.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatline.config.Loaded;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.policy.Policy;
import dev.seatline.server.rules.policy.RuleNumbers;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every number that stands in a shipped policy does something: without it, or with another number, some shipped
/// scenario ends otherwise.
final class RuleNumbersTest {
    private static final Path SCENARIOS = Path.of("../config/scenarios");
    private static final Policies POLICIES = new PolicyFolder(Path.of("../config/policies"));

    /// Without one number, or with another instead.
    ///
    /// @param name where it stood: `swaps.unapproved`, or `counters.1` for an item of a list
    private record Without(String name, Policy policy) {
        private String key() {
            return name.replace(" renumbered", "");
        }
    }

    @Test
    void everyNumberOfAShippedPolicyIsNoticedInSomeScenario() throws Exception {
        TreeSet<String> idle = new TreeSet<>();
        TreeSet<String> seen = new TreeSet<>();
        int tried = 0;
        for (Map.Entry<String, List<Path>> one : scenarios().entrySet()) {
            Policy whole = policy(one.getKey());
            List<List<Verdict>> usual = new ArrayList<>();
            for (Path file : one.getValue()) {
                usual.add(verdicts(file, POLICIES));
            }
            for (Without without : without(whole)) {
                tried++;
                if (noticed(one.getValue(), usual, without)) {
                    seen.add(one.getKey() + " " + without.key());
                } else {
                    idle.add(one.getKey() + " " + without.key());
                }
            }
        }
        assertThat(tried).isGreaterThan(80);
        idle.removeAll(seen);
        assertThat(idle).isEmpty();
    }

    private static boolean noticed(List<Path> files, List<List<Verdict>> usual, Without without) {
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            Policies less = (id, options) -> {
                Loaded<Policy> loaded = POLICIES.policy(id, options);
                return loaded instanceof Loaded.Right<Policy>(Policy policy)
                        ? new Loaded.Right<>(again(policy, without.name()))
                        : loaded;
            };
            if (!verdicts(file, less).equals(usual.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// The same taken out of a policy that a scenario's options have changed.
    private static Policy again(Policy policy, String name) {
        return without(policy).stream()
                .filter(one -> one.name().equals(name))
                .map(Without::policy)
                .findFirst()
                .orElse(policy);
    }

    private static List<Verdict> verdicts(Path file, Policies policies) {
        Loaded<Scenario> loaded = ScenarioFile.load(file, policies);
        return new Player(((Loaded.Right<Scenario>) loaded).config()).play().verdicts();
    }

    private static Policy policy(String id) {
        return ((Loaded.Right<Policy>) POLICIES.policy(id, Map.of())).config();
    }

    /// Files of one regulation, by its id.
    private static Map<String, List<Path>> scenarios() throws IOException {
        Map<String, List<Path>> scenarios = new TreeMap<>();
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("regulation: "))
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .findFirst()
                        .ifPresent(id -> scenarios
                                .computeIfAbsent(id, _ -> new ArrayList<>())
                                .add(file));
            }
        }
        return scenarios;
    }

    private static List<Without> without(Policy policy) {
        List<Without> all = new ArrayList<>();
        for (Map.Entry<String, Object> one : less("", policy).entrySet()) {
            all.add(new Without(one.getKey(), (Policy) one.getValue()));
        }
        return all;
    }

    /// Copies of a value, each with one number less, by what is missing.
    private static Map<String, Object> less(String name, Object value) {
        Map<String, Object> copies = new LinkedHashMap<>();
        switch (value) {
            case RuleNumbers(String regulation, Map<String, String> numbers) ->
                numbers.keySet().forEach(key -> {
                    Map<String, String> fewer = new TreeMap<>(numbers);
                    fewer.remove(key);
                    copies.put(name + "." + key, new RuleNumbers(regulation, fewer));
                    Map<String, String> other = new TreeMap<>(numbers);
                    other.put(key, "99");
                    copies.put(name + "." + key + " renumbered", new RuleNumbers(regulation, other));
                });
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    boolean item = list.get(i) instanceof Policy.Counter
                            || list.get(i) instanceof Policy.Tariff
                            || list.get(i) instanceof Policy.Coverage;
                    if (item) {
                        List<Object> fewer = new ArrayList<>(list);
                        fewer.remove(i);
                        copies.put(name + "." + i, fewer);
                    }
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, one) -> less(name + "." + key, one).forEach((what, copy) -> {
                    Map<Object, Object> other = new LinkedHashMap<>(map);
                    other.put(key, copy);
                    copies.put(what, other);
                }));
            case Record record -> components(name, record, copies);
            default -> {}
        }
        return copies;
    }

    private static void components(String name, Record value, Map<String, Object> copies) {
        RecordComponent[] components = value.getClass().getRecordComponents();
        List<Object> values = new ArrayList<>();
        try {
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(value));
            }
            Constructor<?> constructor = value.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            for (int i = 0; i < components.length; i++) {
                if (values.get(i) == null) {
                    continue;
                }
                String inner = components[i].getType() == RuleNumbers.class
                        ? name
                        : name.isEmpty() ? components[i].getName() : name + "." + components[i].getName();
                for (Map.Entry<String, Object> less : less(inner, values.get(i)).entrySet()) {
                    List<Object> other = new ArrayList<>(values);
                    other.set(i, less.getValue());
                    copies.put(less.getKey(), constructor.newInstance(other.toArray()));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
