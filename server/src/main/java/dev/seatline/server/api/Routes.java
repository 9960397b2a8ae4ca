package dev.seatline.server.api;

import java.util.List;

/// Every method at every path, in one list. `openapi.json` says the same, and a test compares the two.
record Routes(
        ServiceResource service,
        SessionResource session,
        FloorResource floor,
        VerdictResource verdicts,
        ReportResource reports,
        OrderResource orders,
        PeopleResource people) {

    List<Route> all() {
        return List.of(
                new Route("GET", "/healthz", Access.OPEN, service::alive),
                new Route("GET", "/readyz", Access.OPEN, service::ready),
                new Route("GET", "/metrics", Access.ANYBODY, service::metrics),
                new Route("GET", "/api/v1/openapi.json", Access.OPEN, service::openApi),
                new Route("POST", "/api/v1/session", Access.OPEN, session::signIn),
                new Route("GET", "/api/v1/session", Access.OWN_SESSION, session::show),
                new Route("DELETE", "/api/v1/session", Access.OWN_SESSION, session::signOut),
                new Route("POST", "/api/v1/session/password", Access.OWN_SESSION, session::changePassword),
                new Route("GET", "/api/v1/seats", Access.FLOOR, floor::seats),
                new Route("GET", "/api/v1/seats/{seat}", Access.FLOOR, floor::seat),
                new Route("POST", "/api/v1/seats/{seat}/orders", Access.ORDERS, orders::order),
                new Route("GET", "/api/v1/events", Access.FACTS, floor::events),
                new Route("GET", "/api/v1/verdicts", Access.ANYBODY, verdicts::verdicts),
                new Route("GET", "/api/v1/verdicts/{id}", Access.ANYBODY, verdicts::verdict),
                new Route("POST", "/api/v1/reports", Access.REPORTING, reports::report),
                new Route("GET", "/api/v1/reports", Access.REPORTS, reports::reports),
                new Route("GET", "/api/v1/stream", Access.ANYBODY, floor::stream),
                new Route("GET", "/api/v1/accounts", Access.AUDIT, people::accounts),
                new Route("POST", "/api/v1/accounts", Access.ADMINISTRATION, people::createAccount),
                new Route("DELETE", "/api/v1/accounts/{name}", Access.ADMINISTRATION, people::disableAccount),
                new Route("POST", "/api/v1/accounts/{name}/password", Access.ADMINISTRATION, people::resetPassword),
                new Route("GET", "/api/v1/tokens", Access.AUDIT, people::tokens),
                new Route("POST", "/api/v1/tokens", Access.ADMINISTRATION, people::createToken),
                new Route("DELETE", "/api/v1/tokens/{name}", Access.ADMINISTRATION, people::removeToken),
                new Route("GET", "/api/v1/audit", Access.AUDIT, people::audit));
    }
}
