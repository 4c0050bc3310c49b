import { words } from "./live.js";
import { steps } from "./steps.js";

/** Beside the picture: padding and borders. */
const ROOM = 16;
const ORDER = ["failed", "hung", "to_do", "not_run", "skipped", "passed"];

/** The examples of an exercise, each with what it opens to. */
export class Examples {
  #id;
  #list = document.getElementById("examples");
  #none = document.getElementById("no-examples");
  #items = new Map();
  #isChosen = false;

  constructor(id) {
    this.#id = id;
  }

  /** While a run goes on, what it has not come to stays as it was, marked as older. */
  show(exercise) {
    const present = new Set();
    for (const example of exercise.examples) {
      present.add(example.key);
      this.#showOne(example);
    }
    for (const [key, item] of this.#items) {
      const isOlder = !present.has(key);
      item.element.classList.toggle("older", isOlder);
      if (isOlder && !exercise.running) {
        item.element.remove();
        this.#items.delete(key);
      }
    }
    this.#none.hidden = this.#items.size > 0;
    if (!exercise.running) {
      this.#sort(exercise.examples);
    }
    if (exercise.open && !this.#isChosen) {
      this.#openOnly(exercise.open);
    }
  }

  #showOne(example) {
    const item = this.#items.get(example.key) ?? this.#create(example);
    item.element.dataset.verdict = example.verdict;
    item.verdict.textContent = words["verdict." + example.verdict];
    if (item.version !== example.version) {
      item.version = example.version;
      if (item.isOpen) {
        this.#load(item);
      }
    }
  }

  #create(example) {
    const element = document.createElement("li");
    const button = document.createElement("button");
    const verdict = document.createElement("span");
    const sentence = document.createElement("span");
    const detail = document.createElement("div");
    detail.id = "example-" + example.key;
    detail.className = "detail";
    detail.hidden = true;
    verdict.className = "verdict-of";
    sentence.className = "sentence";
    sentence.textContent = example.text;
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", detail.id);
    button.append(verdict, " ", sentence);
    element.append(button, detail);
    this.#list.append(element);
    const item = { key: example.key, element, button, verdict, detail, isOpen: false, version: null };
    button.addEventListener("click", () => {
      this.#isChosen = true;
      this.#open(item, !item.isOpen);
    });
    this.#items.set(example.key, item);
    return item;
  }

  #openOnly(key) {
    for (const item of this.#items.values()) {
      if (item.isOpen !== (item.key === key)) {
        this.#open(item, item.key === key);
      }
    }
  }

  #open(item, isOpen) {
    item.isOpen = isOpen;
    item.button.setAttribute("aria-expanded", isOpen);
    item.detail.hidden = !isOpen;
    if (isOpen) {
      this.#load(item);
    }
  }

  async #load(item) {
    const version = item.version;
    const language = document.documentElement.lang;
    const width = Math.floor(item.detail.clientWidth) - ROOM;
    const answer = await fetch(`/${language}/example/${this.#id}/${item.key}/${width}`);
    if (version !== item.version) {
      return;
    }
    if (answer.status === 204) {
      item.version = null;
    } else if (answer.ok) {
      item.detail.innerHTML = await answer.text();
      item.detail.querySelectorAll("figure.picture").forEach(steps);
    }
  }

  /** What is wrong comes first; what has the focus keeps it. */
  #sort(examples) {
    const focused = document.activeElement;
    const rank = example => ORDER.indexOf(example.verdict);
    const sorted = [...examples].sort((one, other) => rank(one) - rank(other));
    const wanted = sorted.map(example => this.#items.get(example.key).element);
    if (wanted.some((element, i) => this.#list.children[i] !== element)) {
      this.#list.append(...wanted);
      if (this.#list.contains(focused)) {
        focused.focus({ preventScroll: true });
      }
    }
  }
}
