// Changing a run where it stands: name, note and tags, in a small panel under the cell.
import { announce, h } from "../Web/islands/dom.ts";
import { openPopup } from "../Web/islands/menu.ts";
import { t } from "../Web/islands/texts.ts";
import { noteRun, renameRun, tagRun } from "./run-client.ts";

/** Asks for one line or several; `save` is called with the text if it changed. */
export function editText(anchor: HTMLElement, label: string, value: string, several: boolean, save: (text: string) => Promise<void>): void {
  const input = several ? h("textarea", { className: "textarea", value, rows: 4 }) : h("input", { type: "text", className: "input", value });
  input.setAttribute("aria-label", label);
  const form = h("form", { className: "picker", "aria-label": label },
    h("label", { className: "small strong" }, label),
    input,
    h("div", { className: "row" }, h("button", { type: "submit", className: "btn btn-primary btn-small" }, t("runsSave"))));
  const close = openPopup(anchor, form);
  const submit = async () => {
    close();
    if (input.value !== value) await attempt(() => save(input.value));
  };
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    void submit();
  });
  input.addEventListener("keydown", (e) => {
    const key = e as KeyboardEvent;
    key.stopPropagation();
    if (several && key.key === "Enter" && (key.ctrlKey || key.metaKey)) void submit();
  });
  input.focus();
  input.select();
}

export const editName = (anchor: HTMLElement, id: string, name: string, done: () => void) =>
  editText(anchor, t("runsRename"), name, false, async (text) => {
    if (!text.trim()) return;
    await renameRun(id, text.trim());
    done();
  });

export const editNote = (anchor: HTMLElement, id: string, note: string, done: () => void) =>
  editText(anchor, t("runsColumnNote"), note, true, async (text) => {
    await noteRun(id, text);
    done();
  });

/** Tags as chips that can be removed, and a line that adds `name` or `name = value`. */
export function editTags(anchor: HTMLElement, id: string, tags: ReadonlyMap<string, string>, done: () => void): void {
  const now = new Map(tags);
  const chips = h("div", { className: "chips" });
  const fill = () =>
    chips.replaceChildren(
      ...[...now].map(([key, value]) => {
        const remove = h("button", { type: "button", "aria-label": t("runsRemoveTag", { key }) }, "×");
        remove.addEventListener("click", () => void change(key, null));
        return h("span", { className: "chip" }, h("b", {}, key), value && `: ${value}`, remove);
      }),
    );
  const change = (key: string, value: string | null) =>
    attempt(async () => {
      await tagRun(id, key, value);
      if (value === null) now.delete(key);
      else now.set(key, value);
      fill();
      done();
    });
  const input = h("input", { type: "text", className: "input", placeholder: t("runsTagExample"), "aria-label": t("runsAddTag") });
  const form = h("form", { className: "picker", "aria-label": t("runsTags") }, h("label", { className: "small strong" }, t("runsTags")), chips, input, h("div", { className: "row" }, h("button", { type: "submit", className: "btn btn-primary btn-small" }, t("runsAddTag"))));
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const [key, ...rest] = input.value.split("=");
    if (!key?.trim()) return;
    void change(key.trim(), rest.join("=").trim());
    input.value = "";
  });
  input.addEventListener("keydown", (e) => e.stopPropagation());
  fill();
  openPopup(anchor, form);
  input.focus();
}

export async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    announce((error as Error).message);
  }
}
