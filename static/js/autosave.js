/* Long text is sent by itself while somebody writes; what cannot be sent stays in this window until it can be.
   The page works without this: its button posts the same form. Only this window's storage is used, so that nothing
   stays behind on a machine that several people share. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]");
  if (!form) { return; }
  var status = form.querySelector("[data-autosave-status]");
  var key = "lianxi:" + location.pathname;
  var timer = null, sending = false, stopped = false, edits = 0;

  function texts() {
    var found = {};
    form.querySelectorAll("textarea").forEach(function (box) { found[box.name] = box.value; });
    return found;
  }

  function keep() {
    try { sessionStorage.setItem(key, JSON.stringify({ version: form.elements.version.value, texts: texts() })); return true; }
    catch (closed) { return false; }
  }

  function forget() {
    try { sessionStorage.removeItem(key); } catch (closed) { /* nothing was kept */ }
  }

  function say(name, more) {
    status.textContent = form.dataset[name] + (more ? " " + more : "");
  }

  function soon() {
    if (stopped) { return; }
    clearTimeout(timer);
    timer = setTimeout(send, Number(form.dataset.autosave) * 1000);
  }

  /* A refusal comes as the page that the button would have shown: its explanation is put above what was typed. */
  function explain(html) {
    var answer = new DOMParser().parseFromString(html, "text/html");
    document.querySelectorAll("main .lx-problem").forEach(function (old) { old.remove(); });
    answer.querySelectorAll("main .lx-problem").forEach(function (problem) {
      form.before(document.importNode(problem, true));
    });
    return answer.querySelector("form [name=version]");
  }

  function refused(code, html) {
    var version = explain(html);
    if (code === 412 && version) { form.elements.version.value = version.value; keep(); }
    stopped = code === 412 || code === 409 || code === 403 || code === 404;
    say("unsaved");
  }

  function ended() {
    stopped = true;
    if (keep()) { form.dataset.changed = "no"; }
    say("ended");
    var link = document.createElement("a");
    link.href = "/sign-in?next=" + encodeURIComponent(location.pathname);
    link.textContent = form.dataset.enter;
    status.append(" ", link);
  }

  function saved(answer, sent) {
    form.elements.version.value = answer.version;
    document.querySelectorAll("main .lx-problem").forEach(function (old) { old.remove(); });
    say("saved", answer.at);
    if (edits === sent) { form.dataset.changed = "no"; forget(); }
    else { keep(); soon(); }
  }

  function send() {
    if (sending || stopped || form.dataset.sent === "yes") { return; }
    var sent = edits;
    sending = true;
    say("saving");
    fetch(location.pathname, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "yes" }, redirect: "manual" })
      .then(function (response) {
        if (response.ok) { return response.json().then(function (answer) { saved(answer, sent); }); }
        if (response.status === 401 || response.type === "opaqueredirect") { return ended(); }
        if (response.status >= 500 || response.status === 429) { throw new Error("later"); }
        return response.text().then(function (html) {
          if (html.indexOf('name="version"') < 0) { return ended(); } /* somebody signed in again in another window */
          refused(response.status, html);
        });
      })
      .catch(function () { say("offline"); soon(); })
      .finally(function () { sending = false; if (edits !== sent && !stopped) { soon(); } });
  }

  form.addEventListener("input", function () {
    edits += 1;
    keep();
    if (!stopped) { say("waiting"); }
    soon();
  });

  /* The button while a save is under way: the version on the page is about to be the former one. */
  form.addEventListener("submit", function (event) {
    clearTimeout(timer);
    if (!sending) { return; }
    event.preventDefault();
    event.stopPropagation();
    var button = event.submitter;
    setTimeout(function () { form.requestSubmit(button); }, 100);
  });

  /* What this window kept is put back; under its own version, so that a change by somebody else meanwhile shows. */
  (function restore() {
    var kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(key)); } catch (closed) { return; }
    if (!kept || document.querySelector("main .lx-problem")) { return; }
    var now = texts(), differs = false;
    Object.keys(now).forEach(function (name) {
      if (typeof kept.texts[name] === "string" && kept.texts[name] !== now[name]) { form.elements[name].value = kept.texts[name]; differs = true; }
    });
    if (!differs) { forget(); return; }
    form.elements.version.value = kept.version;
    form.dataset.changed = "yes";
    edits += 1;
    say("restored");
    soon();
  })();
})();
