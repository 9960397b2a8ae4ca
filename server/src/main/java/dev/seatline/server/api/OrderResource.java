package dev.seatline.server.api;

import dev.seatline.server.people.People;
import dev.seatline.server.people.Role;
import dev.seatline.wire.Declaration;
import dev.seatline.wire.Decoded;
import dev.seatline.wire.Order;
import dev.seatline.wire.OrderId;
import dev.seatline.wire.Outcome;
import dev.seatline.wire.SeatId;
import dev.seatline.wire.Texts;
import dev.seatline.wire.WireJson;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/// Orders of people to seats. Safe for any thread; waits for the console's answer.
final class OrderResource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /// Beyond the desk's own patience: only against a desk that never answers.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int LONGEST_REASON = 60;

    /// What people may wish; the other wishes are the hub's own.
    private static final Map<String, Class<?>> WISHES = kinds(
            Order.Wish.Identify.class,
            Order.Wish.Show.class,
            Order.Wish.GrantBreak.class,
            Order.Wish.RefuseBreak.class,
            Order.Wish.ForceState.class,
            Order.Wish.ForceSignOut.class);
    /// What a technician may wish: nothing that touches anybody's declaration.
    private static final Map<String, Class<?>> HARMLESS = kinds(Order.Wish.Identify.class, Order.Wish.Show.class);

    private static final Map<String, Class<?>> DECLARATIONS = kinds(Declaration.class.getPermittedSubclasses());

    private final HubDesk desk;
    private final People people;

    OrderResource(HubDesk desk, People people) {
        this.desk = desk;
        this.people = people;
    }

    /// The answer to an order.
    record Ordered(OrderId order, Outcome.Result result, String detail) {}

    Answer order(Exchange exchange) {
        SeatId seat = FloorResource.view(desk, exchange.pathSeat()).seat();
        Fields fields = new Fields(exchange.json(), "wish");
        JsonNode body = fields.object("wish");
        fields.check();
        Order.Wish wish = wish(body);
        String kind = body.path("kind").stringValue();
        if (exchange.identity().role() == Role.TECHNICIAN && !HARMLESS.containsKey(kind)) {
            throw new Refusal(
                    Problem.Kind.FORBIDDEN,
                    "the role technician may order %s, found \"%s\"".formatted(list(HARMLESS), kind));
        }
        people.noteOrder(exchange.identity(), seat.text(), kind, exchange.address());
        Outcome outcome = await(seat, wish);
        return Answer.ok(new Ordered(outcome.order(), outcome.result(), outcome.detail()));
    }

    private Outcome await(SeatId seat, Order.Wish wish) {
        try {
            return desk.order(seat, wish, PATIENCE)
                    .toCompletableFuture()
                    .get(PATIENCE.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(Problem.Kind.NOT_READY, "the hub did not answer; whether the seat got the order is open");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the order failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.Kind.NOT_READY, "the hub is stopping");
        }
    }

    private static Order.Wish wish(JsonNode body) {
        List<String> errors = new ArrayList<>();
        complete(body, "wish", WISHES, errors);
        if (body.has("declaration")) {
            complete(body.path("declaration"), "wish.declaration", DECLARATIONS, errors);
        }
        if (!errors.isEmpty()) {
            throw new Refusal(Problem.of(Problem.Kind.BAD_REQUEST, errors));
        }
        return switch (WireJson.wish(body)) {
            case Decoded.Read<Order.Wish>(Order.Wish wish) -> bounded(wish);
            case Decoded.Unreadable<Order.Wish>(String reason) ->
                throw new Refusal(Problem.Kind.BAD_REQUEST, "wish: " + reason);
        };
    }

    /// The wire reads a missing field as null; here every field must be there.
    private static void complete(JsonNode node, String where, Map<String, Class<?>> kinds, List<String> errors) {
        JsonNode kind = node.path("kind");
        Class<?> type = kind.isString() ? kinds.get(kind.stringValue()) : null;
        if (type == null) {
            errors.add("%s.kind must be one of %s, found %s"
                    .formatted(
                            where,
                            list(kinds),
                            kind.isString() ? "\"" + Texts.shortened(kind.stringValue()) + "\"" : "none"));
            return;
        }
        List<String> names = new ArrayList<>(List.of("kind"));
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            if (!node.hasNonNull(component.getName())) {
                errors.add("%s.%s is missing".formatted(where, component.getName()));
            }
        }
        node.propertyNames().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> errors.add("unknown field \"%s\" in %s; allowed: %s"
                        .formatted(Texts.shortened(name), where, Fields.list(names.toArray(String[]::new)))));
    }

    /// The wire bounds all but the words of a refusal.
    private static Order.Wish bounded(Order.Wish wish) {
        if (wish instanceof Order.Wish.RefuseBreak(String why) && why.length() > LONGEST_REASON) {
            throw new Refusal(
                    Problem.Kind.BAD_REQUEST,
                    "wish: why has at most %d characters, found %d".formatted(LONGEST_REASON, why.length()));
        }
        return wish;
    }

    private static Map<String, Class<?>> kinds(Class<?>... types) {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        Arrays.stream(types).forEach(type -> kinds.put(WireJson.kind(type), type));
        return kinds;
    }

    private static String list(Map<String, Class<?>> kinds) {
        return String.join(", ", kinds.keySet());
    }
}
