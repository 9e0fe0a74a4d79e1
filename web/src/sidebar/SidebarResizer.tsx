import { useTranslation } from "react-i18next";
import { Resizer } from "../ui/Resizer.tsx";
import { setSidebar, useSidebar } from "./settings.ts";

export function SidebarResizer() {
  const { t } = useTranslation("sidebar");
  const { width } = useSidebar();
  return <Resizer label={t("width")} value={width} min={200} max={360} normal={264} onChange={(next) => setSidebar({ width: next })} />;
}
