import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Check,
  Checked,
  Clock,
  Close,
  Edit,
  Eye,
  Failure,
  Heart,
  Footprint,
  Home,
  Image,
  List,
  Location,
  Message,
  Minus,
  NetworkError,
  Notice,
  Order,
  Plus,
  Phone,
  Photograph,
  QrCode,
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
  up: ArrowUp,
  down: ArrowDown,
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
  camera: Photograph,
  minus: Minus,
  offline: NetworkError,
  notice: Notice,
  record: Order,
  pass: QrCode,
  phone: Phone,
  refresh: Refresh,
  plus: Plus,
  leave: Footprint,
  return: Home,
  search: Search,
  service: Service,
  safe: ShieldCheck,
  hall: Store,
  info: Tips,
  person: User,
  photo: Image,
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
