/* Small conveniences on pages that work without them: more rows, no double submit, no lost text. */
(function () {
  "use strict";

  /* A repeatable group grows in place instead of by a round trip. */
  function addRow(group) {
    var count = group.querySelector(":scope > [data-count]");
    var index = Number(count.value);
    var holder = document.createElement("div");
    holder.innerHTML = group.querySelector(":scope > template").innerHTML.replaceAll(group.dataset.placeholder, String(index));
    var row = holder.firstElementChild;
    group.querySelector(":scope > [data-list]").appendChild(row);
    count.value = String(index + 1);
    var first = row.querySelector("input:not([type=hidden]), select, textarea");
    if (first) { first.focus(); }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add]");
    if (button) {
      event.preventDefault();
      addRow(button.closest("[data-rows]"));
    }
  });

  /* A row to be dropped is greyed at once and no longer asked to be complete. */
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-remove]")) { return; }
    var row = event.target.closest("[data-row]");
    row.classList.toggle("lx-row-gone", event.target.checked);
    row.querySelectorAll("input, select, textarea").forEach(function (field) {
      if (field === event.target) { return; }
      if (field.required) { field.dataset.required = "yes"; }
      field.required = !event.target.checked && field.dataset.required === "yes";
    });
  });

  /* A second press of the same button is not a second act. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-guard]")) { return; }
    if (form.dataset.sent === "yes") { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.dataset.changed = "no";
    form.querySelectorAll("button[type=submit]").forEach(function (button) { button.classList.add("disabled"); });
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-guard]").forEach(function (form) {
      form.dataset.sent = "no";
      form.querySelectorAll("button[type=submit]").forEach(function (button) { button.classList.remove("disabled"); });
    });
  });

  /* One of many small buttons was pressed: the page comes back where it was, not at its top. */
  var STAY = "lianxi-stay";

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-stay]")) { return; }
    try {
      sessionStorage.setItem(STAY, JSON.stringify([location.pathname, window.scrollY]));
    } catch (closed) { /* then one scrolls */ }
  });

  window.addEventListener("load", function () {
    try {
      var kept = JSON.parse(sessionStorage.getItem(STAY));
      sessionStorage.removeItem(STAY);
      if (kept && kept[0] === location.pathname) { window.scrollTo(0, kept[1]); }
    } catch (closed) { /* nothing was kept */ }
  });

  /* Text that is typed and not yet sent is not lost by leaving. */
  document.addEventListener("input", function (event) {
    var form = event.target.closest("[data-guard]");
    if (form) { form.dataset.changed = "yes"; }
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest("[data-guard]");
    if (form && event.detail.successful) { form.dataset.changed = "no"; }
  });

  /* A part that was asked for and comes from elsewhere (the sign-in page) or not at all is fetched as a page instead. */
  function asPage(event) {
    location.assign(event.detail.pathInfo.requestPath);
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.target.closest("[data-preview]")) { /* never away from what is being typed: the former sheet stays */
      event.detail.shouldSwap = event.detail.xhr.status === 200 && event.detail.xhr.responseText.indexOf("lx-a4") >= 0 && event.detail.xhr.responseText.indexOf("<html") < 0;
      return;
    }
    var asked = new URL(event.detail.pathInfo.requestPath, location.href);
    var answered = new URL(event.detail.xhr.responseURL || asked, location.href);
    if (answered.pathname !== asked.pathname) {
      event.detail.shouldSwap = false;
      asPage(event);
    }
  });
  document.addEventListener("htmx:responseError", function (event) {
    if (!event.target.closest("[data-preview]")) { asPage(event); }
  });

  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector("[data-guard][data-changed=yes]")) { event.preventDefault(); }
  });

  /* What was saved need not be kept in the window any longer. */
  if (location.hash === "#saved") {
    try { sessionStorage.removeItem("lianxi:" + location.pathname + "/do/edit"); } catch (closed) { /* nothing was kept */ }
    history.replaceState(null, "", location.pathname + location.search);
  }

  /* A refusal is read first. */
  document.addEventListener("DOMContentLoaded", function () {
    var problem = document.querySelector(".lx-problem[tabindex]");
    if (problem) { problem.focus(); }
    else { var wrong = document.querySelector("[aria-invalid=true]"); if (wrong) { wrong.focus(); } }
  });
})();
