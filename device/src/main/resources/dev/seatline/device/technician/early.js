// Runs before the first paint, so that the page never flashes in the wrong language or brightness.
(() => {
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const language = kept("seatline.language");
  const own = (navigator.language || "en").toLowerCase().startsWith("zh") ? "zh" : "en";
  root.dataset.language = language === "zh" || language === "en" ? language : own;
  root.lang = root.dataset.language === "zh" ? "zh-CN" : "en";
  const theme = kept("seatline.theme");
  root.dataset.theme = theme === "light" || theme === "dark" ? theme : "auto";
})();
