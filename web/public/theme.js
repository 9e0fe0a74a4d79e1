// What the person chose, or what their system says, before anything is painted. "theme": system | light | dark; "contrast": system | more; "text": its size.
(function () {
  var root = document.documentElement;
  var saved = function (key) { try { return localStorage.getItem(key); } catch (e) { return null; } };
  var theme = saved("parley.theme");
  var language = saved("parley.language");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (saved("parley.contrast") === "more") root.dataset.contrast = "more";
  var size = { small: "93.75%", large: "112.5%", larger: "125%" }[saved("parley.text")];
  if (size) root.style.fontSize = size;
  if (language) {
    root.lang = language;
    root.dir = language === "ar" ? "rtl" : "ltr";
  }
})();
