/** What the page says by script, in its language. */
export const words = JSON.parse(document.getElementById("words").textContent);

/** %s in turn, %1$s by number. */
export function say(key, ...put) {
  let at = 0;
  return words[key].replace(/%(?:(\d)\$)?s/g, (_, number) => put[number ? number - 1 : at++]);
}

export function act(what, id) {
  const token = document.querySelector("meta[name=course-token]").content;
  return fetch(`/${what}/${id}`, { method: "POST", headers: { "X-Course-Token": token } });
}

const SILENCE = 25_000;
const AGAIN = 1_000;

/**
 * Hears of each change while the page is to be seen. All that there is comes at the beginning, so
 * nothing is lost by a pause.
 */
export function listen(hears) {
  const connection = document.getElementById("connection");
  let source = null;
  let heard = 0;
  let again = 0;

  const close = () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    heard = Date.now();
    source = new EventSource("/events");
    for (const [kind, hear] of Object.entries(hears)) {
      source.addEventListener(kind, event => {
        heard = Date.now();
        connection.textContent = "";
        hear(JSON.parse(event.data));
      });
    }
    source.addEventListener("error", lost);
  };
  const lost = async () => {
    close();
    let status = 0;
    try {
      status = (await fetch("/static/icon.svg", { cache: "no-store" })).status;
    } catch {
      // nobody listens there
    }
    connection.textContent = status === 403 ? words.over : status === 200 ? "" : words.away;
    again = setTimeout(open, AGAIN);
  };
  const isSeen = () => document.visibilityState === "visible";

  document.addEventListener("visibilitychange", () => (isSeen() ? open() : close()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", event => event.persisted && open());
  setInterval(() => isSeen() && source && Date.now() - heard > SILENCE && open(), 5_000);
  open();
}
