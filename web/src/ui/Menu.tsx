import { Check, ChevronRight } from "lucide-react";
import { ContextMenu as RadixContext, DropdownMenu as RadixMenu } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, useContext } from "react";
import { classes } from "./classes.ts";
import { Kbd } from "./Kbd.tsx";
import "./Menu.css";

/** A dropdown and a context menu have the same items; this says which of the two they stand in. */
const Kind = createContext<typeof RadixMenu>(RadixMenu);
const contextKind = RadixContext as unknown as typeof RadixMenu;

export interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  open?: boolean;
  onOpenChange?(open: boolean): void;
  label?: string;
}

export function Menu({ trigger, children, align = "start", side = "bottom", open, onOpenChange, label }: MenuProps) {
  return (
    <RadixMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content className="ui-menu" align={align} side={side} sideOffset={4} collisionPadding={8} loop aria-label={label}>{children}</RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

/** Opens by the right button, the menu key, and a long press of a finger. */
export function ContextMenu({ target, children, onOpenChange, label, disabled }: {
  target: ReactElement; children: ReactNode; onOpenChange?(open: boolean): void; label?: string; disabled?: boolean;
}) {
  return (
    <Kind value={contextKind}>
      <RadixContext.Root modal={false} onOpenChange={onOpenChange}>
        <RadixContext.Trigger asChild disabled={disabled}>{target}</RadixContext.Trigger>
        <RadixContext.Portal>
          <RadixContext.Content className="ui-menu ui-menu-context" collisionPadding={8} loop aria-label={label}>{children}</RadixContext.Content>
        </RadixContext.Portal>
      </RadixContext.Root>
    </Kind>
  );
}

export interface MenuItemProps { icon?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; onSelect(event: Event): void; children: ReactNode }

export function MenuItem({ icon, keys, danger, disabled, onSelect, children }: MenuItemProps) {
  const Part = useContext(Kind);
  return (
    <Part.Item className={classes("ui-menu-item", danger && "ui-menu-danger")} disabled={disabled} onSelect={onSelect}>
      <span className="ui-menu-icon" aria-hidden="true">{icon}</span>
      <span className="ui-menu-text">{children}</span>
      {keys && <Kbd keys={keys} />}
    </Part.Item>
  );
}

export function MenuCheckItem({ checked, onChange, disabled, children }: { checked: boolean; onChange(checked: boolean): void; disabled?: boolean; children: ReactNode }) {
  const Part = useContext(Kind);
  return (
    <Part.CheckboxItem className="ui-menu-item" checked={checked} onCheckedChange={onChange} disabled={disabled}>
      <span className="ui-menu-icon"><Part.ItemIndicator><Check aria-hidden="true" /></Part.ItemIndicator></span>
      <span className="ui-menu-text">{children}</span>
    </Part.CheckboxItem>
  );
}

export function MenuChoice({ value, onChange, options, label }: { value: string; onChange(value: string): void; options: { value: string; label: ReactNode }[]; label?: string }) {
  const Part = useContext(Kind);
  return (
    <Part.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <Part.RadioItem key={option.value} value={option.value} className="ui-menu-item">
          <span className="ui-menu-icon"><Part.ItemIndicator><Check aria-hidden="true" /></Part.ItemIndicator></span>
          <span className="ui-menu-text">{option.label}</span>
        </Part.RadioItem>
      ))}
    </Part.RadioGroup>
  );
}

export function MenuSub({ label, icon, children }: { label: ReactNode; icon?: ReactNode; children: ReactNode }) {
  const Part = useContext(Kind);
  return (
    <Part.Sub>
      <Part.SubTrigger className="ui-menu-item">
        <span className="ui-menu-icon" aria-hidden="true">{icon}</span>
        <span className="ui-menu-text">{label}</span>
        <ChevronRight className="ui-menu-more" aria-hidden="true" />
      </Part.SubTrigger>
      <Part.Portal><Part.SubContent className="ui-menu" collisionPadding={8} sideOffset={2} loop>{children}</Part.SubContent></Part.Portal>
    </Part.Sub>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const Part = useContext(Kind);
  return <Part.Label className="ui-menu-label">{children}</Part.Label>;
}

export function MenuSeparator() {
  const Part = useContext(Kind);
  return <Part.Separator className="ui-menu-separator" />;
}
