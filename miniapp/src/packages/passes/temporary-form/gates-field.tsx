import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { gateWords } from '@shared/gate';
import type { TemporaryPassGate } from '@shared/pass';
import { Choice } from '@/components/choice';
import { FieldError } from '@/components/field-error';
import { Tabs } from '@/components/tabs';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';

interface Props {
  gates: TemporaryPassGate[];
  chosen: string[];
  most: number;
  onChange: (gateIds: string[]) => void;
  error: string | null;
}

const wordsOf = ({ name, building, campus }: TemporaryPassGate) => gateWords((building ?? campus).name, name);

/** Gates as chips, by campus and building: those that are closed first, the others behind a tap. */
export function GatesField({ gates, chosen, most, onChange, error }: Props) {
  const { t, pick } = useWords();
  const campuses = [...new Map(gates.map(({ campus }) => [campus.id, campus])).values()];
  const first = gates.find(({ id }) => chosen.includes(id)) ?? gates[0];
  const [campusId, setCampusId] = useState(first?.campus.id ?? '');
  const here = gates.filter(({ campus }) => campus.id === campusId);
  const important = here.filter((gate) => gate.important);
  const others = here.filter((gate) => !gate.important);
  const [opened, open] = useState(false);
  const isFull = chosen.length >= most;
  const toggle = (id: string): void => {
    if (chosen.includes(id)) {
      onChange(chosen.filter((one) => one !== id));
    } else if (!isFull) {
      onChange([...chosen, id]);
    }
  };
  const showsOthers = opened || important.length === 0 || others.some(({ id }) => chosen.includes(id));
  const shown = chosen.flatMap((id) => gates.find((gate) => gate.id === id) ?? []);
  return (
    <View id="field-gateIds" className={error ? 'card field--wrong' : 'card'}>
      <View className="row row--apart row--wrap">
        <Text className="title">{t('temporary.gates')}</Text>
        <Text className="weak figures">{t('temporary.gateCount', { count: chosen.length, most })}</Text>
      </View>
      {campuses.length > 1 && (
        <Tabs
          tabs={campuses.map(({ id, name }) => ({ value: id, word: pick(name) }))}
          chosen={campusId}
          onChoose={setCampusId}
        />
      )}
      {important.length > 0 && <Text className="field__hint">{t('temporary.gatesHint')}</Text>}
      <Buildings gates={important} chosen={chosen} onToggle={toggle} />
      {others.length > 0 && !showsOthers && (
        <TextButton icon="plus" onClick={() => open(true)}>
          {t('temporary.otherGates', { count: others.length })}
        </TextButton>
      )}
      {showsOthers && others.length > 0 && (
        <>
          <Text className="field__hint">{t('temporary.otherGatesHint')}</Text>
          <Buildings gates={others} chosen={chosen} onToggle={toggle} />
        </>
      )}
      {shown.length > 0 && (
        <Text className="gates__chosen">
          {t('temporary.chosen', { gates: shown.map((gate) => pick(wordsOf(gate))).join(t('temporary.and')) })}
        </Text>
      )}
      {isFull && <Text className="field__hint">{t('temporary.full', { most })}</Text>}
      <FieldError>{error}</FieldError>
    </View>
  );
}

interface BuildingsProps {
  gates: TemporaryPassGate[];
  chosen: string[];
  onToggle: (id: string) => void;
}

function Buildings({ gates, chosen, onToggle }: BuildingsProps) {
  const { t, pick } = useWords();
  const groups = [...new Set(gates.map(({ building }) => building?.id ?? ''))];
  return (
    <>
      {groups.map((id) => {
        const own = gates.filter(({ building }) => (building?.id ?? '') === id);
        const building = own[0]?.building;
        const label = building ? pick(building.name) : t('temporary.campusGates');
        return (
          <View key={id} className="field">
            <Text className="field__word">{label}</Text>
            <Choice
              many
              label={label}
              options={own.map((gate) => ({ value: gate.id, word: pick(gate.name) }))}
              chosen={chosen}
              onToggle={onToggle}
            />
          </View>
        );
      })}
    </>
  );
}
