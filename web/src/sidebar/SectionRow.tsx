import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Section } from "./order.ts";
import { setSidebar, useSidebar } from "./settings.ts";

/** The head of a section; opens and closes it. */
export function SectionRow({ section, count, isOpen }: { section: Section; count: number; isOpen: boolean }) {
  const { t } = useTranslation("sidebar");
  const { closed } = useSidebar();
  return (
    <div role="listitem"><button
      type="button" className="sidebar-section" aria-expanded={isOpen}
      onClick={() => setSidebar({ closed: isOpen ? [...closed, section] : closed.filter((one) => one !== section) })}
    >
      <ChevronDown aria-hidden="true" /><span>{t(`sections.${section}`)}</span>{!isOpen && <span className="sidebar-section-count">{count}</span>}
    </button></div>
  );
}
