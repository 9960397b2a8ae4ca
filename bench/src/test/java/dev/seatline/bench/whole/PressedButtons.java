package dev.seatline.bench.whole;

import java.util.List;

/// Watches which buttons and links of a page have been seen and which have been pressed, so that a test that claims to
/// press all of them fails when one is added. Used by one thread.
final class PressedButtons {
    private static final String WATCH = """
            const scope = arguments[0];
            const kinds = 'button, [role=button], a[href], summary';
            // a name that no language changes
            const name = (one) => one.id ? '#' + one.id
                : [...one.attributes].filter((a) => a.name.startsWith('data-') && a.name !== 'data-key' || a.name === 'value' || a.name === 'href')
                    .map((a) => a.name + '=' + a.value).join(' ') || one.textContent.trim();
            window.seatlineSeen = new Set();
            window.seatlinePressed = new Set();
            const look = () => {
              for (const area of document.querySelectorAll(scope)) {
                for (const one of area.querySelectorAll(kinds)) {
                  if (one.checkVisibility() && !one.disabled) window.seatlineSeen.add(name(one));
                }
              }
            };
            look();
            setInterval(look, 100);
            // pointers too: a drawn button is pressed and held
            for (const kind of ['click', 'pointerup']) {
              document.addEventListener(kind, (event) => {
                const one = event.target.closest(kinds);
                if (one) window.seatlinePressed.add(name(one));
              }, true);
            }
            """;

    private final Browser browser;

    private PressedButtons(Browser browser) {
        this.browser = browser;
    }

    /// Begins to watch a page that is open.
    ///
    /// @param scope which parts of it, as a CSS selector
    static PressedButtons watch(Browser browser, String scope) {
        browser.run(WATCH, scope);
        return new PressedButtons(browser);
    }

    /// What could be pressed and was not.
    List<String> left() {
        Object left = browser.run("return [...window.seatlineSeen].filter((one) => !window.seatlinePressed.has(one))");
        return left instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of("no answer");
    }
}
