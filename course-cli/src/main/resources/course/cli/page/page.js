import { Examples } from "./examples.js";
import { act, listen, say, words } from "./live.js";
import { steps } from "./steps.js";

const main = document.getElementById("content");
const id = main.dataset.exercise;
const examples = id ? new Examples(id) : null;

/** Everything on the page that tells how an exercise stands. */
function show(exercise) {
  for (const one of document.querySelectorAll(`[data-live="${exercise.id}"]`)) {
    one.dataset.state = exercise.state;
    one.textContent = words["state." + exercise.state];
  }
  for (const one of document.querySelectorAll(`[data-count="${exercise.id}"]`)) {
    one.textContent = say("count", exercise.passed, exercise.counted);
  }
  for (const one of document.querySelectorAll(`[data-row="${exercise.id}"]`)) {
    one.classList.toggle("running", exercise.running);
    one.classList.toggle("wrong", exercise.wrong > 0);
  }
  if (exercise.id === id) {
    showExercise(exercise);
  }
}

function text(where, what) {
  const element = document.getElementById(where);
  if (element.textContent !== what) {
    element.textContent = what;
  }
}

function showExercise(exercise) {
  text("summary", summary(exercise));
  const bar = document.getElementById("bar");
  bar.max = exercise.counted;
  bar.value = exercise.passed;
  main.dataset.running = exercise.running;
  text("next", next(exercise));
  if (exercise.next) {
    placeIs(exercise.next.line);
  }
  const trouble = document.getElementById("trouble");
  trouble.hidden = !exercise.trouble;
  trouble.querySelector("pre").textContent = exercise.trouble;
  const likeness = document.getElementById("likeness");
  likeness.hidden = !exercise.likeness;
  likeness.textContent = exercise.likeness;
  examples.show(exercise);
}

function summary(exercise) {
  if (exercise.running) {
    return say("running", exercise.passed, exercise.counted);
  }
  if (exercise.trouble) {
    return words.notRun;
  }
  return exercise.state === "done"
    ? say("allPass", exercise.counted)
    : say("passing", exercise.passed, exercise.counted);
}

/** The way to the next step's line. */
function placeIs(line) {
  const place = document.querySelector(".next .place");
  const code = place.querySelector("code");
  code.textContent = code.textContent.replace(/\d+$/, line);
  for (const link of place.querySelectorAll("a")) {
    link.href = link.href.replace(/\d+$/, line);
  }
  const copy = place.querySelector("button");
  copy.dataset.copy = copy.dataset.copy.replace(/\d+$/, line);
}

function next(exercise) {
  if (exercise.state === "done") {
    return say("isDone", exercise.id);
  }
  return exercise.next ? say("todo", exercise.next.id, exercise.next.text) : words.noTodo;
}

function showCourse(course) {
  const overall = document.getElementById("overall");
  if (overall) {
    overall.max = course.all;
    overall.value = course.done;
    text("overall-text", say("done", course.done, course.all));
  }
  for (const one of document.querySelectorAll("[data-row]")) {
    one.classList.toggle("current", one.dataset.row === course.current);
  }
}

function buttons() {
  const said = document.getElementById("said");
  document.getElementById("run").addEventListener("click", () => act("run", id));
  document.getElementById("hint").addEventListener("click", async () => {
    await act("hint", id);
    const answer = await fetch(`/${document.documentElement.lang}/hints/${id}`);
    const hints = document.getElementById("hints");
    hints.innerHTML = await answer.text();
    said.textContent = hints.childElementCount ? "" : words.noMoreHints;
    const last = hints.lastElementChild;
    if (last) {
      last.tabIndex = -1;
      last.focus();
    }
  });
  const reset = document.getElementById("reset");
  const label = reset.textContent;
  const forget = () => {
    reset.classList.remove("sure");
    reset.textContent = label;
  };
  reset.addEventListener("click", async () => {
    if (!reset.classList.contains("sure")) {
      reset.classList.add("sure");
      reset.textContent = reset.dataset.sure;
      return;
    }
    forget();
    const answer = await act("reset", id);
    said.textContent = answer.ok ? words.resetDone : await answer.text();
  });
  reset.addEventListener("blur", forget);
}

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = words.copied;
  }
});

document.querySelectorAll("article figure.picture").forEach(steps);
if (id) {
  buttons();
}
listen({ exercise: show, course: showCourse });
