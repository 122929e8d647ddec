import { Text, View } from '@tarojs/components';
import type { ApproverOption } from '@shared/approval';
import { useWords } from '@/words/use-words';
import { FieldError } from './field-error';
import { Icon } from './icon';

interface Props {
  label: string;
  approvers: ApproverOption[];
  chosen: string | null | undefined;
  onChoose: (personId: string) => void;
  error?: string | null;
}

/** One person out of a few, by name and unit. */
export function ApproverChoice({ label, approvers, chosen, onChoose, error }: Props) {
  const { pick } = useWords();
  return (
    <View id="field-approverId">
      <View className="list list--choice" ariaRole="radiogroup" ariaLabel={label}>
        {approvers.map(({ personId, name, unit }) => {
          const on = personId === chosen;
          return (
            <View
              key={personId}
              className="list__item"
              ariaRole="radio"
              ariaChecked={on}
              ariaLabel={`${name}, ${pick(unit)}`}
              onClick={() => onChoose(personId)}
            >
              <View className={on ? 'pick pick--on' : 'pick'}>{on && <Icon name="tick" size={16} />}</View>
              <View className="list__main">
                <Text className={on ? 'strong' : ''}>{name}</Text>
                <Text className="weak">{pick(unit)}</Text>
              </View>
            </View>
          );
        })}
      </View>
      <FieldError>{error}</FieldError>
    </View>
  );
}
