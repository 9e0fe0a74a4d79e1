import type { Conversation, Parley } from "@parley/client";
import { useEffect, useMemo, useState } from "react";
import type { PanelProps } from "../panelProps.ts";
import { ConversationList } from "./ConversationList.tsx";
import { ConversationView } from "./ConversationView.tsx";
import { datesIn } from "./dates.ts";
import { Files } from "./files.ts";
import { Head, Waiting } from "./Head.tsx";
import { Note } from "./Note.tsx";
import { reasonOf, Talk, type TalkValue, useCell } from "./talk.ts";

interface Props extends PanelProps {
  /** Something that takes the keyboard has come. */
  onReady(): void;
}

/** Everything in the box: why there is no chat, the list, or a conversation. */
export function Panel(props: Props) {
  const { parley, problem, speech, say, retry } = props;
  const t = useMemo(() => (key: string, values?: Record<string, unknown>) => say(speech, key, values), [speech, say]);
  const dates = useMemo(() => datesIn(speech.locale), [speech.locale]);
  if (!parley || problem) {
    const talk = { t, speech, dates } as TalkValue;
    return (
      <Talk value={talk}>
        <Head title={t("chat")} onClose={props.isBubble ? props.close : undefined} />
        {problem === "signIn" ? <Note title={t("signIn")} words={t("signInMore")} act={t("retry")} onAct={retry} />
          : problem === "noToken" ? <Note title={t("noToken")} words={t("noTokenMore")} /> : <Waiting />}
      </Talk>
    );
  }
  return <Signed key={parley.rest.url + props.turn} {...props} parley={parley} t={t} dates={dates} />;
}

function Signed({ parley, goal, speech, t, dates, isBubble, isOpen, reach, shown, failed, retry, close, onReady }: Props & Pick<TalkValue, "t" | "dates"> & { parley: Parley }) {
  const files = useMemo(() => new Files(parley), [parley]);
  useEffect(() => () => files.drop(), [files]);
  const talk = useMemo(() => ({ parley, speech, t, dates, files }), [parley, speech, t, dates, files]);
  const line = useCell(parley.state);
  const [chosen, setChosen] = useState<Conversation>();
  const [error, setError] = useState<{ code: string; message: string }>();
  const [tries, setTries] = useState(0);
  const live = line.kind === "live";

  // Found once there is a line; what is shown stays through later breaks.
  useEffect(() => {
    if (goal.kind === "list" || chosen || !live) return;
    let gone = false;
    setError(undefined);
    reach(parley, goal).then(
      (found) => { if (!gone) { if (found) setChosen(found); else setError({ code: "not_found", message: "" }); } },
      (refusal: { code: string; message: string }) => { if (!gone) setError(refusal); });
    return () => { gone = true; };
  }, [parley, goal, live, chosen, tries]);
  useEffect(() => { if (error) failed(error); }, [error, failed]);
  useEffect(() => shown(chosen), [chosen, shown]);

  // One that the person was taken out of is closed.
  const all = useCell(parley.conversations);
  const lost = chosen !== undefined && live && !all.includes(chosen);
  useEffect(() => { if (lost) { setChosen(undefined); if (goal.kind !== "list") setError({ code: "not_found", message: "" }); } }, [lost, goal]);

  const onClose = isBubble ? close : undefined;
  const plain = (what: React.ReactNode) => <Talk value={talk}><Head title={t("chat")} onClose={onClose} />{what}</Talk>;
  if (line.kind === "signed_out") return plain(<Note title={t("signIn")} words={t("signInMore")} act={t("retry")} onAct={retry} />);
  if (error) return plain(<Note title={t("noConversation")} words={reasonOf({ t }, error)} act={t("retry")} onAct={() => { setError(undefined); setTries(tries + 1); }} />);
  if (chosen) return <Talk value={talk}><ConversationView key={chosen.id} conversation={chosen} isOpen={isOpen} onBack={goal.kind === "list" ? () => setChosen(undefined) : undefined} onClose={onClose} onReady={onReady} /></Talk>;
  if (goal.kind === "list") return <Talk value={talk}><ConversationList onChoose={setChosen} onClose={onClose} onReady={onReady} /></Talk>;
  return plain(<Waiting />);
}
