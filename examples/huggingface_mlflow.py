"""Hugging Face's Trainer with its own MLflow callback (report_to="mlflow").

    pip install transformers accelerate mlflow torch
    MLFLOW_TRACKING_URI=http://127.0.0.1:5190 MLFLOW_EXPERIMENT_NAME=first-steps python3 huggingface_mlflow.py
"""
import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments

# A tiny untrained model and made-up sentences: is token 7 in the sentence? Nothing is downloaded.
config = BertConfig(vocab_size=50, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64, num_labels=2)


class Sentences(torch.utils.data.Dataset):
    def __init__(self, count, seed):
        self.tokens = torch.randint(1, 50, (count, 24), generator=torch.Generator().manual_seed(seed))

    def __len__(self):
        return len(self.tokens)

    def __getitem__(self, index):
        tokens = self.tokens[index]
        return {"input_ids": tokens, "attention_mask": torch.ones_like(tokens), "labels": (tokens == 7).any().long()}


arguments = TrainingArguments(
    output_dir="output", run_name="tiny-bert", report_to="mlflow", num_train_epochs=3, logging_steps=5, learning_rate=1e-3, seed=0)
trainer = Trainer(BertForSequenceClassification(config), arguments, train_dataset=Sentences(2000, 0), eval_dataset=Sentences(500, 1))
trainer.train()
trainer.evaluate()
