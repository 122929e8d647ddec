// What the first screen is made of comes with the app: no second round of requests, and no copy of it in each page.
// The page itself is the router's: a second import would be a second copy of it.
import '@/components/loaded';
import '@/components/page';
import '@/pages/home/approvals-card';
import '@/pages/home/booking-card';
import '@/pages/home/follow-card';
import '@/pages/home/identity-card';
import '@/pages/home/invitation';
import '@/pages/home/return-card';
import '@/pages/home/tiles';
import '@/pages/home/today-card';
import '@/pages/home/use-home';
