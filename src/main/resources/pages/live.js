// Keeps a page as it would be if it were loaded now. Without this script the page is whole, and as old as it says.
(() => {
  "use strict";
  const body = document.body;
  const stream = body.dataset.stream;
  if (!stream || !window.EventSource || !window.fetch) {
    return;
  }
  const link = document.getElementById("link");
  const news = document.getElementById("news");
  let known = body.dataset.live;
  let wanted = null;
  let busy = false;
  let timer = 0;

  const tell = (text) => {
    link.textContent = text;
    link.hidden = text === "";
  };

  // Relative times go on though nothing changed; by the agent's clock, not by this machine's.
  let ahead = 0;
  const measure = () => {
    const now = document.querySelector("#as-of time");
    ahead = now ? Date.parse(now.dateTime) - Date.now() : 0;
  };
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const words = (seconds) => {
    const [size, unit] = units.find(([least]) => Math.abs(seconds) >= least) || [1, "s"];
    const count = Math.floor(Math.abs(seconds) / size);
    return count === 0 ? "now" : seconds < 0 ? "in " + count + " " + unit : count + " " + unit + " ago";
  };
  const age = () => {
    if (document.hidden) {
      return;
    }
    for (const one of document.querySelectorAll("time > .ago")) {
      const text = words((Date.now() + ahead - Date.parse(one.parentElement.dateTime)) / 1000);
      if (one.textContent !== text) {
        one.textContent = text;
      }
    }
  };
  measure();
  setInterval(age, 5000);

  const says = (root) => [...root.querySelectorAll("[data-says]")].map((one) => one.dataset.says).join(". ");

  // Somebody who types or chooses is not disturbed: that part stays as it is until they are done.
  const inUse = (part) => {
    const active = document.activeElement;
    return part.contains(active) && active.matches("input, select, textarea");
  };

  const keepOpen = (before, after) => {
    for (const open of before.querySelectorAll("details[open][id]")) {
      const same = after.querySelector("#" + CSS.escape(open.id));
      if (same) {
        same.open = true;
      }
    }
  };

  const place = (active, part) => {
    if (!active || active === body || !part.contains(active)) {
      return null;
    }
    const all = [...part.querySelectorAll("a[href], button, summary, [tabindex]")];
    return { index: all.indexOf(active), href: active.getAttribute("href") };
  };

  const focusAgain = (spot, part) => {
    if (!spot || spot.index < 0) {
      return;
    }
    const all = [...part.querySelectorAll("a[href], button, summary, [tabindex]")];
    const same = spot.href && all.find((one) => one.getAttribute("href") === spot.href);
    const next = same || all[Math.min(spot.index, all.length - 1)];
    if (next) {
      next.focus({ preventScroll: true });
    }
  };

  const swap = (fresh) => {
    const before = says(document);
    for (const part of document.querySelectorAll("[data-part][id]")) {
      const next = fresh.getElementById(part.id);
      if (!next || inUse(part)) {
        continue;
      }
      keepOpen(part, next);
      if (part.isEqualNode(next)) {
        continue;
      }
      const spot = place(document.activeElement, part);
      const put = document.importNode(next, true);
      part.replaceWith(put);
      focusAgain(spot, put);
    }
    measure();
    age();
    document.title = fresh.title;
    body.dataset.live = fresh.body.dataset.live || "";
    const after = says(document);
    if (after !== before) {
      news.textContent = after;
    }
  };

  const refresh = async () => {
    timer = 0;
    if (busy || document.hidden || wanted === null || wanted === known) {
      return;
    }
    busy = true;
    const aim = wanted;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
      known = aim;
      tell("");
    } catch (fault) {
      tell("The agent does not answer; trying again");
      plan(5000);
    } finally {
      busy = false;
    }
    if (wanted !== known) {
      plan(1000);
    }
  };

  // Spread a little, so that many open pages do not all ask at once.
  const plan = (millis) => {
    if (!timer) {
      timer = setTimeout(refresh, millis + Math.random() * 300);
    }
  };

  const hear = (event) => {
    wanted = event.data;
    if (wanted !== known) {
      plan(50);
    }
  };

  let source = null;
  const open = () => {
    if (source && source.readyState !== EventSource.CLOSED) {
      return;
    }
    source = new EventSource(stream + (body.dataset.follows ? "?follow=" + body.dataset.follows : ""));
    source.onmessage = hear;
    source.onopen = () => tell("");
    source.onerror = () => {
      tell("Not live at present; connecting again");
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, 5000);
      }
    };
  };

  // Nobody looks at a hidden page: it costs the agent nothing, and is made new when it is looked at again.
  const look = () => {
    if (document.hidden) {
      if (source) {
        source.close();
      }
    } else {
      open();
      plan(50);
    }
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", () => source && source.close());
  window.addEventListener("pageshow", look);
  look();
})();
