import { Text, View } from '@tarojs/components';
import type { ReturnDesk } from '@shared/return';
import { useWords } from '@/words/use-words';
import { EvidenceSlot } from './evidence-slot';
import type { Evidence } from './use-evidence';
import type { ReturnEditor } from './use-return-draft';

interface Props {
  desk: ReturnDesk;
  editor: ReturnEditor;
  evidence: Evidence;
  again: string[];
  missing: string[];
}

export function EvidenceStep({ desk, editor, evidence, again, missing }: Props) {
  const { t } = useWords();
  // what has to be done again stands first
  const slots = [...desk.slots].sort(
    (one, other) => Number(again.includes(other.key)) - Number(again.includes(one.key)),
  );
  if (slots.length === 0) {
    return (
      <View className="card">
        <Text>{t('returning.noSlots')}</Text>
      </View>
    );
  }
  return (
    <>
      <Text className="weak">{t('returning.evidenceText')}</Text>
      {slots.map((slot) => (
        <EvidenceSlot
          key={slot.key}
          slot={slot}
          editor={editor}
          evidence={evidence}
          again={again.includes(slot.key)}
          missing={missing.includes(slot.key)}
        />
      ))}
    </>
  );
}
