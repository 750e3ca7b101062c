// What pages do beyond what a browser does by itself; without it they still work.
"use strict";

// Times in the reader's own zone; UTC stays in the title.
function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([data-local])")) {
    const instant = new Date(time.dateTime);
    time.textContent = instant.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    time.dataset.local = "";
  }
}

// A list that grows by itself lets go of what scrolled away, so that a page never grows without end.
function bound(list) {
  const most = Number(list.dataset.bounded);
  while (list.children.length > most) {
    const first = list.firstElementChild;
    const height = first.getBoundingClientRect().height;
    first.remove();
    if (list.getBoundingClientRect().top < 0) {
      window.scrollBy(0, -height);
    }
  }
}

// New entries are told of, and shown when asked for: what somebody reads does not move under their eyes.
function live(notice) {
  const source = new EventSource(notice.dataset.live);
  let known = 0;
  source.addEventListener("entries", (event) => {
    known += Number(event.data);
    const text = known === 1 ? notice.dataset.one : notice.dataset.many.replace("{0}", String(known));
    const link = document.createElement("a");
    link.href = window.location.href;
    link.textContent = text;
    notice.replaceChildren(link);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  localTimes(document);
  document.querySelectorAll("[data-live]").forEach(live);
});
document.addEventListener("htmx:afterSettle", () => {
  localTimes(document);
  document.querySelectorAll("[data-bounded]").forEach(bound);
});
