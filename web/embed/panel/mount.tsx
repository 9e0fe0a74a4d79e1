// The panel's beginning: loaded when the chat is opened for the first time.
import { createRoot } from "react-dom/client";
import textStyles from "../../src/text/text.css?inline";
import type { Panel as PanelHandle, PanelProps } from "../panelProps.ts";
import panelStyles from "../styles/panel.css?inline";
import rowStyles from "../styles/messages.css?inline";
import { Panel } from "./Panel.tsx";

export const styles = textStyles + panelStyles + rowStyles;

export function mount(box: HTMLElement, first: PanelProps): PanelHandle {
  const root = createRoot(box);
  let wantsFocus = false;
  const draw = (props: PanelProps) => root.render(<Panel {...props} onReady={() => { if (wantsFocus) focus(); }} />);
  const focus = () => {
    const place = box.querySelector<HTMLElement>("textarea, [data-first]");
    wantsFocus = !place; // the conversation is not here yet
    (place ?? box.querySelector<HTMLElement>("button"))?.focus();
  };
  draw(first);
  return { update: draw, focus: () => setTimeout(focus), unmount: () => root.unmount() };
}
