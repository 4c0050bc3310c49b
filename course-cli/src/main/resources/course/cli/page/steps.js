import { say } from "./live.js";

/** Goes through a picture event by event: what is later is faint, what happens now is marked. */
export function steps(figure) {
  const groups = [...figure.querySelectorAll("svg [data-step]")];
  const lines = [...figure.querySelectorAll("ol > li")];
  const numbers = [...new Set(groups.map(one => Number(one.dataset.step)))].sort((a, b) => a - b);
  const caption = figure.querySelector(".now");
  const player = figure.querySelector(".player");
  if (!numbers.length || !player) {
    return;
  }
  player.hidden = false;
  let at = numbers.length;

  const show = to => {
    at = Math.min(Math.max(to, 0), numbers.length);
    const isWhole = at === numbers.length;
    const number = numbers[at];
    figure.classList.toggle("stepping", !isWhole);
    let now = null;
    for (const group of groups) {
      const step = Number(group.dataset.step);
      group.classList.toggle("later", !isWhole && step > number);
      const isNow = !isWhole && step === number;
      group.classList.toggle("now", isNow);
      now ??= isNow ? group : null;
    }
    lines.forEach((line, i) => line.classList.toggle("now", !isWhole && i === at));
    const text = now?.querySelector("title")?.textContent ?? "";
    caption.textContent = isWhole
      ? say("step", numbers.length, numbers.length)
      : say("step", at + 1, numbers.length) + (text ? ": " + text : "");
    scrollTo(figure.querySelector(".canvas"), now);
  };

  const moves = {
    first: () => show(0),
    back: () => show(at - 1),
    on: () => show(at + 1),
    last: () => show(numbers.length),
  };
  player.addEventListener("click", event => {
    const move = event.target.closest("[data-go]")?.dataset.go;
    if (move) {
      moves[move]();
    }
  });
  figure.addEventListener("keydown", event => {
    const move = { ArrowLeft: "back", ArrowRight: "on", Home: "first", End: "last" }[event.key];
    if (move && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      moves[move]();
    }
  });
  show(numbers.length);
}

/** Inside the picture's own window alone. */
function scrollTo(canvas, element) {
  if (!element || canvas.scrollHeight <= canvas.clientHeight) {
    return;
  }
  const box = element.getBoundingClientRect();
  const window = canvas.getBoundingClientRect();
  if (box.top < window.top || box.bottom > window.bottom) {
    canvas.scrollTop += box.top - window.top - canvas.clientHeight / 3;
  }
}
