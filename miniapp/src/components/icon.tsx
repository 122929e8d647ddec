import {
  ArrowLeft,
  ArrowRight,
  Check,
  Checked,
  Clock,
  Close,
  Edit,
  Eye,
  Failure,
  Heart,
  List,
  Location,
  Message,
  Minus,
  NetworkError,
  Notice,
  Order,
  Phone,
  Refresh,
  Search,
  Service,
  ShieldCheck,
  Store,
  Tips,
  User,
  Video,
  Warning,
} from '@nutui/icons-react-taro';

const ICONS = {
  back: ArrowLeft,
  forward: ArrowRight,
  tick: Check,
  done: Checked,
  clock: Clock,
  close: Close,
  edit: Edit,
  eye: Eye,
  failed: Failure,
  health: Heart,
  location: Location,
  people: List,
  message: Message,
  minus: Minus,
  offline: NetworkError,
  notice: Notice,
  record: Order,
  phone: Phone,
  refresh: Refresh,
  search: Search,
  service: Service,
  safe: ShieldCheck,
  hall: Store,
  info: Tips,
  person: User,
  video: Video,
  warning: Warning,
} as const;

export type IconName = keyof typeof ICONS;

interface Props {
  name: IconName;
  size?: 12 | 16 | 20 | 28 | 48;
}

/** Decoration beside a word; never the only carrier of a meaning. */
export function Icon({ name, size = 20 }: Props) {
  const Drawing = ICONS[name];
  const side = `var(--icon-${size})`;
  return <Drawing width={side} height={side} className="icon" />;
}
