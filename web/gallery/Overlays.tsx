import { Copy, Ellipsis, Forward, Pencil, Reply, Trash2 } from "lucide-react";
import { useState } from "react";
import { EmojiPopover } from "../src/emoji/EmojiPicker.tsx";
import { QuickReactions } from "../src/emoji/QuickReactions.tsx";
import { Button, ConfirmDialog, ContextMenu, Dialog, IconButton, Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator, MenuSub, Popover, TextField, toast, Tooltip } from "../src/ui/index.ts";

function Items() {
  const [pinned, setPinned] = useState(true);
  return (
    <>
      <MenuLabel>Message</MenuLabel>
      <MenuItem icon={<Reply />} keys="R" onSelect={() => {}}>Reply</MenuItem>
      <MenuItem icon={<Pencil />} keys="E" onSelect={() => {}}>Edit</MenuItem>
      <MenuItem icon={<Copy />} disabled onSelect={() => {}}>Copy link</MenuItem>
      <MenuSub icon={<Forward />} label="Forward"><MenuItem onSelect={() => {}}>To Grace</MenuItem><MenuItem onSelect={() => {}}>To everybody</MenuItem></MenuSub>
      <MenuCheckItem checked={pinned} onChange={setPinned}>Pinned</MenuCheckItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => {}}>Delete</MenuItem>
    </>
  );
}

export function Overlays() {
  const [open, setOpen] = useState(false);
  const [confirm, setConfirm] = useState(false);
  const [picked, setPicked] = useState("🙂");
  return (
    <section><h2>Over the page</h2>
      <div className="gallery-row">
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Button onClick={() => setConfirm(true)}>Confirm</Button>
        <Menu trigger={<IconButton label="More" icon={<Ellipsis />} />}><Items /></Menu>
        <Popover label="Details" trigger={<Button>Popover</Button>}><div style={{ padding: 16 }}>Anything stands here.</div></Popover>
        <Tooltip text="Seen by Ada and 3 others"><Button kind="quiet">Tooltip</Button></Tooltip>
        <Button onClick={() => toast("Conversation archived", { action: { label: "Undo", onAct: () => toast("It is back") } })}>Toast</Button>
        <Button onClick={() => toast("Grace can't be reached: she blocked messages from people she doesn't know", { kind: "problem" })}>Problem</Button>
        <EmojiPopover side="bottom" align="start" trigger={<Button>Emoji {picked}</Button>} onPick={setPicked} />
        <QuickReactions onReact={setPicked} />
      </div>
      <ContextMenu target={<div className="gallery-panel">Right button or a long press</div>}><Items /></ContextMenu>
      <Dialog open={open} onClose={() => setOpen(false)} title="New conversation" description="People of your workspace can be added later as well." actions={<><Button onClick={() => setOpen(false)}>Cancel</Button><Button kind="primary">Create</Button></>}>
        <TextField label="Name" />
        <TextField label="Topic" hint="What it is about." />
        <Menu trigger={<Button>Menu inside</Button>}><Items /></Menu>
      </Dialog>
      <ConfirmDialog
        open={confirm} onClose={() => setConfirm(false)} title="Deactivate 3 people?" text="Their 2 open sessions end now. You can activate them again." names={["Ada Lovelace", "Grace Hopper", "فاطمة الزهراء"]}
        confirm="Deactivate 3 people" onConfirm={async () => { await new Promise((done) => setTimeout(done, 600)); throw new Error("no"); }}
      />
    </section>
  );
}
