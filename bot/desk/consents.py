"""The consents that a page of a rating asks for, by the messenger that can be asked."""

from dataclasses import dataclass

from bot.channels.web.rating_sheets import Consent
from bot.channels.wechat.consents import Asker


@dataclass(frozen=True, slots=True)
class WechatConsents:
    """Consents to notices of an Official Account."""

    asker: Asker

    async def consent_of(self, rating: str, url: str) -> Consent | None:
        asking = await self.asker.asking(rating, url)
        if asking is None:
            return None
        return Consent(
            asking.app_id, asking.template_id, asking.timestamp, asking.nonce, asking.signature
        )
