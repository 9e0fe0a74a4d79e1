import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/Dialog.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import "./ShortcutSheet.css";

const SHEET: Record<string, [key: string, words: string][]> = {
  everywhere: [["Mod+K", "switcher"], ["Mod+Shift+F", "search"], ["Alt+ArrowDown", "next"], ["Alt+ArrowUp", "previous"], ["Alt+Shift+ArrowDown", "nextUnread"], ["?", "sheet"], ["Escape", "leave"]],
  messages: [["ArrowUp", "walk"], ["R", "reply"], ["T", "thread"], ["E", "edit"], ["+", "react"], ["Delete", "delete"], ["End", "latest"]],
  writing: [["Enter", "send"], ["Shift+Enter", "line"], ["ArrowUp", "editLast"], ["Mod+B", "bold"], ["Mod+I", "italic"], ["Mod+E", "code"], ["Mod+Shift+X", "strike"]],
};

/** All shortcuts on one sheet. */
export default function ShortcutSheet({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("app");
  return (
    <Dialog open onClose={onClose} title={t("shortcuts.title")} size="large">
      <div className="shortcuts">
        {Object.entries(SHEET).map(([group, keys]) => (
          <section key={group}>
            <h3>{t(`shortcuts.groups.${group}`)}</h3>
            <dl>
              {keys.map(([key, words]) => (
                <div key={words}><dt>{t(`shortcuts.${words}`)}</dt><dd><Kbd keys={key} /></dd></div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
