import { Text, View } from '@tarojs/components';
import { useWords } from '@/words/use-words';
import { Icon } from './icon';

interface Props {
  /** the words of the steps, in order */
  steps: string[];
  /** index of the one that is due */
  due: number;
  /** index of the one that is shown */
  shown: number;
  /** all of them lie behind */
  finished?: boolean;
  /** steps up to here can be gone back to */
  reachable: number;
  onChoose?: (step: number) => void;
}

/** Where one stands on a way of several steps: ticks behind, the number of the one shown, its word beneath. */
export function ProgressSteps({ steps, due, shown, finished = false, reachable, onChoose }: Props) {
  const { t } = useWords();
  return (
    <View className="steps">
      <View className="steps__line">
        {steps.map((word, index) => {
          const done = finished || index < due;
          const open = onChoose !== undefined && index <= reachable && index !== shown;
          return (
            <View
              key={word}
              className={`step${done ? ' step--done' : ''}${index === shown ? ' step--shown' : ''}`}
              ariaRole={open ? 'button' : undefined}
              ariaLabel={t(done ? 'steps.done' : 'steps.open', { step: index + 1, word })}
              onClick={open ? () => onChoose?.(index) : undefined}
            >
              <View className="step__dot">
                {done && index !== shown ? <Icon name="tick" size={16} /> : <Text>{index + 1}</Text>}
              </View>
            </View>
          );
        })}
      </View>
      <View className="row row--apart row--wrap">
        <Text className="strong">{steps[shown]}</Text>
        {shown + 1 < steps.length && <Text className="weak">{t('steps.next', { word: steps[shown + 1] })}</Text>}
      </View>
    </View>
  );
}
