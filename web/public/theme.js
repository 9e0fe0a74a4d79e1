// What the person chose, or what their system says, before anything is painted. "theme": system | light | dark; "contrast": system | more.
(function () {
  var root = document.documentElement;
  var saved = function (key) { try { return localStorage.getItem(key); } catch (e) { return null; } };
  var theme = saved("parley.theme");
  var language = saved("parley.language");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (saved("parley.contrast") === "more") root.dataset.contrast = "more";
  if (language) {
    root.lang = language;
    root.dir = language === "ar" ? "rtl" : "ltr";
  }
})();
