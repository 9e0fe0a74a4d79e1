import { Bell, Hash, MessagesSquare, Pin, Plus, Search, Settings, Trash2 } from "lucide-react";
import { useState } from "react";
import { Avatar, Badge, Button, Checkbox, EmptyState, GroupAvatar, IconButton, Kbd, List, ListItem, ProgressRing, RadioGroup, SelectField, Skeleton, Switch, TextArea, TextField } from "../src/ui/index.ts";
import { Resizer } from "../src/ui/Resizer.tsx";

const people = ["Ada Lovelace", "Grace Hopper", "王小明", "فاطمة الزهراء", "Édouard de la Tour-d’Auvergne", "bot", "Žofie Č", "Иван Петров", "Søren", "😀 fun", "", "Maximilian Featherstonehaugh-Cholmondeley"];
const presence = ["online", "away", "busy", "offline"] as const;

export function Controls() {
  const [on, setOn] = useState(true);
  const [radio, setRadio] = useState("all");
  const [width, setWidth] = useState(264);
  const [current, setCurrent] = useState(1);
  return (
    <>
      <section><h2>Buttons</h2>
        <div className="gallery-row">
          <Button kind="primary">Send</Button><Button>Cancel</Button><Button kind="quiet">Learn more</Button><Button kind="danger" icon={<Trash2 />}>Delete</Button>
          <Button kind="primary" busy>Saving</Button><Button disabled>Not now</Button><Button kind="primary" disabled>Send</Button><Button size="small" icon={<Plus />}>Add</Button>
        </div>
        <div className="gallery-row">
          <IconButton label="Notifications" icon={<Bell />} /><IconButton label="Settings" keys="Mod+," icon={<Settings />} /><IconButton label="Pin" icon={<Pin />} aria-pressed="true" />
          <IconButton label="Add" icon={<Plus />} kind="primary" /><IconButton label="Delete" icon={<Trash2 />} kind="danger" /><IconButton label="Small" icon={<Search />} size="small" kind="plain" /><IconButton label="Busy" icon={<Bell />} busy />
          <Kbd keys="Mod+K" /><Kbd keys="Shift+Enter" /><Kbd keys="?" />
        </div>
      </section>
      <section><h2>Fields</h2>
        <div className="gallery-form">
          <TextField label="Display name" defaultValue="Ada" hint="Everybody in your workspace sees it." />
          <TextField label="Password" type="password" defaultValue="abc" error="At least ten characters." />
          <TextField label="Search" hideLabel placeholder="Search" before={<Search />} after={<Kbd keys="Mod+K" />} />
          <TextArea label="About" placeholder="A sentence or two" />
          <SelectField label="Language" options={[{ value: "en", label: "English" }, { value: "nl", label: "Nederlands" }]} />
          <Checkbox label="Remember me" hint="On this device only." defaultChecked />
          <Switch label="Send with Enter" hint="Shift+Enter breaks the line." checked={on} onChange={(event) => setOn(event.target.checked)} />
          <Switch label="Off" defaultChecked={false} />
          <RadioGroup label="Notify me about" value={radio} onChange={setRadio} options={[{ value: "all", label: "All messages" }, { value: "mentions", label: "Mentions", hint: "And replies to what I wrote." }, { value: "nothing", label: "Nothing" }]} />
          <RadioGroup label="Theme" segments value={radio} onChange={setRadio} options={[{ value: "all", label: "System" }, { value: "mentions", label: "Light" }, { value: "nothing", label: "Dark" }]} />
        </div>
      </section>
      <section><h2>People</h2>
        <div className="gallery-row">{people.map((name, at) => <Avatar key={name} id={`${at}${name}`} name={name} presence={presence[at % 4]} />)}</div>
        <div className="gallery-row">{([20, 24, 32, 40, 56, 80] as const).map((size) => <Avatar key={size} id="a" name="Ada Lovelace" size={size} presence="online" />)}
          <GroupAvatar id="g" name="Design crew" /><GroupAvatar id="g" name="Two" size={40} people={[{ id: "1", name: "Ada" }, { id: "2", name: "Grace" }]} /><Avatar id="x" name="Broken" url="/nothing.png" /></div>
        <div className="gallery-row"><Badge count={3} label="3 unread" /><Badge count={120} kind="mention" label="120 mentions" /><Badge count={7} kind="muted" label="7 muted" /><Badge dot label="unread" /><Badge dot kind="muted" label="muted" /></div>
      </section>
      <section><h2>List</h2>
        <div className="gallery-list"><List label="Conversations">{people.slice(0, 6).map((name, at) => (
          <ListItem key={name} before={at % 2 ? <Hash size={18} /> : <Avatar id={name} name={name} size={28} presence="online" />} title={name} text={at % 3 ? undefined : "The newest message of all, which is rather long"} after={at === 0 ? <Badge count={2} label="2 unread" /> : at === 3 ? <Badge dot label="unread" /> : null} current={current === at} onClick={() => setCurrent(at)} />
        ))}</List></div>
      </section>
      <section><h2>Waiting and empty</h2>
        <div className="gallery-row"><Skeleton width={36} height={36} round /><div style={{ inlineSize: 260 }}><Skeleton lines={3} /></div><ProgressRing value={0.4} label="Upload" /><ProgressRing value={0.85} label="Upload" size={24} /></div>
        <EmptyState icon={<MessagesSquare />} title="No messages yet" text="Ada, Grace and 3 others are here. Say hello." action={<Button kind="primary">Say hello</Button>} />
      </section>
      <section><h2>Resizer</h2><div className="gallery-panel" style={{ inlineSize: width, maxInlineSize: "100%" }}>{width}<Resizer label="Width" value={width} min={200} max={360} normal={264} onChange={setWidth} /></div></section>
    </>
  );
}
