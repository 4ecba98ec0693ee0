"""One test's own part of WeChat and WeCom, with whoever it founds there."""

from tests.weixin.server.corp.corporation import Corp
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.surroundings import Surroundings


class World(Surroundings):
    """Accounts and corporations are founded in it; their people do the rest."""

    def official_account(
        self, *, mode: str = "safe", token: str, aes_key: str = "", aes_key_before: str = ""
    ) -> OfficialAccount:
        """A service account; `mode` is plain, compatible or safe."""
        account = OfficialAccount(self, mode, token, (aes_key, aes_key_before))
        self.registry.accounts[account.app_id] = account
        return account

    def corp(self) -> Corp:
        made = Corp(self)
        self.registry.corps[made.corp_id] = made
        return made
