// The page's own script, a file of its own because of the policy: it gives the element a way to get tokens.
document.querySelector("parley-chat").gettoken = async () => {
  const answer = await fetch("/chat-token");
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  return answer.text();
};
