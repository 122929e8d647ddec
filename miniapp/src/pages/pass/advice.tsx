import { Text, View } from '@tarojs/components';
import { HOLD_LIFTED_BY, type OwnHold, type PassView } from '@shared/pass';
import { Icon } from '@/components/icon';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { SchoolPhone } from './school-phone';
import { adviceOf, causesOf } from './status';

/** Why no gate opens, and what to do about it. */
export function Advice({ pass }: { pass: PassView }) {
  const { book } = useWords();
  const causes = causesOf(pass.holds);
  return (
    <View className="card">
      <Text>{adviceOf(pass, book).text}</Text>
      {causes.map((hold) => (
        <Hold key={hold.cause} hold={hold} />
      ))}
      {causes.length > 0 && <SchoolPhone />}
    </View>
  );
}

/** A cause, since when, and who lifts it. */
function Hold({ hold: { cause, placedAt, counsellor } }: { hold: OwnHold }) {
  const { t, pick, book } = useWords();
  const { at } = useCampusTime();
  const asks = {
    // what the phone kept of an earlier look may name nobody
    case: counsellor
      ? t('pass.askCounsellor', { name: counsellor.name, unit: pick(counsellor.unit) })
      : t('pass.askAnyCounsellor'),
    two_persons: t('pass.askSchool'),
    state: null,
  };
  const ask = asks[HOLD_LIFTED_BY[cause]];
  return (
    <View className="point point--danger">
      <Icon name="info" />
      <View className="point__text">
        <Text className="strong">{book.pass.causes[cause]}</Text>
        {ask && (
          <View>
            <Text>{ask}</Text>
          </View>
        )}
        <Text className="weak">{t('pass.placedAt', { time: at(placedAt) })}</Text>
      </View>
    </View>
  );
}
