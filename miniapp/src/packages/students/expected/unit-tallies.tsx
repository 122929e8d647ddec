import { Text, View } from '@tarojs/components';
import type { ExpectedTally } from '@shared/return';
import { Tag } from '@/components/tag';
import { ThreeFigures } from '@/components/three-figures';
import { useWords } from '@/words/use-words';
import { partsOf } from '@/words/campus-time';
import { byUnit, type UnitSum } from './use-expected';

interface Props {
  tallies: ExpectedTally[];
  chosen: string | undefined;
  onChoose: (unitId: string | undefined) => void;
}

/** Sums of the day; a tap on a unit shows its people only, and its hours. */
export function UnitTallies({ tallies, chosen, onChoose }: Props) {
  const { t } = useWords();
  const units = byUnit(tallies);
  const expected = units.reduce((sum, unit) => sum + unit.expected, 0);
  const arrived = units.reduce((sum, unit) => sum + unit.arrived, 0);
  return (
    <>
      <View className="card">
        <ThreeFigures
          figures={[
            { tone: 'warn', icon: 'clock', word: t('expected.expected'), count: expected },
            { tone: 'good', icon: 'done', word: t('expected.arrived'), count: arrived },
          ]}
        />
      </View>
      {units.length > 1 && (
        <View className="list">
          {units.map((unit) => (
            <Unit
              key={unit.unitId}
              unit={unit}
              isChosen={unit.unitId === chosen}
              onClick={() => onChoose(unit.unitId === chosen ? undefined : unit.unitId)}
            />
          ))}
        </View>
      )}
    </>
  );
}

function Unit({ unit, isChosen, onClick }: { unit: UnitSum; isChosen: boolean; onClick: () => void }) {
  const { t, pick } = useWords();
  return (
    <View
      className="list__item"
      ariaRole="checkbox"
      ariaChecked={isChosen}
      ariaLabel={pick(unit.unit)}
      onClick={onClick}
    >
      <View className="list__main">
        <View className="row row--apart row--wrap">
          <Text className="strong">{pick(unit.unit)}</Text>
          <Text className="figures weak">{`${unit.arrived}/${unit.expected + unit.arrived}`}</Text>
        </View>
        <Text className="weak">
          {unit.hours
            .filter((hour) => hour.expected > 0)
            .map(({ hourAt, expected }) => t('expected.hour', { hour: partsOf(hourAt).hour, count: expected }))
            .join(' · ')}
        </Text>
        {isChosen && (
          <Tag tone="good" icon="tick">
            {t('expected.onlyUnit')}
          </Tag>
        )}
      </View>
    </View>
  );
}
