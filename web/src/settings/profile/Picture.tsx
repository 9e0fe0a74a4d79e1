import type { ParleyError, UserView } from "@parley/client";
import { type ChangeEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parley } from "../../app/parley.ts";
import { errorText } from "../../i18n/format.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { saySaved } from "../saved.ts";
import { CropDialog } from "./CropDialog.tsx";
import "./CropDialog.css";
import { updateMe } from "./me.ts";

/** One's picture: chosen, cut to a square here, uploaded; or none, and the initials again. */
export function Picture({ me }: { me: UserView }) {
  const { t } = useTranslation("settings");
  const input = useRef<HTMLInputElement>(null);
  const [image, setImage] = useState<ImageBitmap>();
  const [problem, setProblem] = useState<string>();

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = ""; // the same file may be chosen again
    if (!file) return;
    setProblem(undefined);
    await createImageBitmap(file).then(setImage, () => setProblem(t("profile.notAPicture")));
  };
  const upload = async (picture: File) => {
    const file = await parley.upload(picture);
    await parley.rest.put("/me/avatar", { file_id: file.id });
    parley.learnMe(await parley.rest.get<UserView>("/me"));
    saySaved();
  };
  const remove = () => updateMe({ avatar_url: "" }).then(saySaved, (error: ParleyError) => setProblem(errorText(error.code)));
  return (
    <div className="settings-picture">
      <Avatar id={me.id} name={me.display_name} url={me.avatar_url} size={80} />
      <div className="settings-actions">
        <Button onClick={() => input.current?.click()}>{t(me.avatar_url ? "profile.changePicture" : "profile.choosePicture")}</Button>
        {me.avatar_url && <Button kind="quiet" onClick={() => void remove()}>{t("profile.removePicture")}</Button>}
      </div>
      <input ref={input} type="file" accept="image/png,image/jpeg,image/webp,image/gif,image/avif" hidden onChange={(event) => void choose(event)} />
      {problem && <p className="settings-wrong" role="alert">{problem}</p>}
      {image && <CropDialog image={image} onDone={upload} onClose={() => { image.close(); setImage(undefined); }} />}
    </div>
  );
}
